import type { Cluster } from "@kubernetes/client-node" with { "resolution-mode": "import" };
import { proxyFromEnvironment } from "./proxy-from-environment";

/** A proxy before an API server, and who says so. */
export interface NamedProxy {
  readonly url: string;
  /** The variable or the field, for errors. */
  readonly namedBy: string;
}

/** The proxy that Pulumi's provider takes to a cluster: the kubeconfig's, whatever `NO_PROXY` says, or the environment's. */
export function proxyOf({ server, proxyUrl = "" }: Cluster): NamedProxy | undefined {
  if (proxyUrl !== "") return { url: resolvedThere(proxyUrl), namedBy: "proxy-url in the kubeconfig" };
  const proxy = proxyFromEnvironment(new URL(server));
  return proxy && { url: resolvedThere(proxy.url), namedBy: proxy.variable };
}

/** The error of a request, with the proxy it went through: that may be what is wrong, and nothing else says so. */
export function throughProxy(error: Error, { url, namedBy }: NamedProxy): Error {
  // Neither the name nor the password that it may have.
  const { protocol, host } = new URL(url);
  return new Error(`${error.message} (through the proxy ${protocol}//${host}, from ${namedBy})`, { cause: error });
}

/** To Go the proxy resolves names in `socks5` too; to the client library only in `socks5h`. */
function resolvedThere(url: string): string {
  return url.replace(/^socks5:/, "socks5h:");
}
