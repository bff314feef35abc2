import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { KubeConfig } from "@kubernetes/client-node" with { "resolution-mode": "import" };
import { nearest } from "../lib/internal/nearest";
import type { TextAccess } from "./cluster-access";
import { known } from "./known";
import { proxyOf, type NamedProxy } from "./proxy";

/** How a cluster is reached. */
export interface Reached {
  readonly config: KubeConfig;
  /** Address of the API server. */
  readonly server: string;
  /** The proxy that requests go through, if any. */
  readonly proxy: NamedProxy | undefined;
}

/** What the client library makes up where nothing names a cluster. source: @kubernetes/client-node 1.4.0, config.js: loadFromDefault */
const MADE_UP = { context: "loaded-context", server: "http://localhost:8080" };

const HOW = "pass kubeconfig, or set kubernetes:kubeconfig in the configuration of the Pulumi stack, or KUBECONFIG";

/**
 * Reads how a cluster is reached, from what the provider reads too.
 *
 * @throws Error with what names no cluster, before anything is asked.
 */
export async function loadKubeconfig(access: TextAccess): Promise<Reached> {
  // It is an ES module, and needed only where something is deployed.
  const client = await import("@kubernetes/client-node");
  const [kubeconfig = "", context = "", cluster = ""] = await Promise.all([
    known(access.kubeconfig),
    known(access.context),
    known(access.cluster),
  ]);
  const config = new client.KubeConfig();
  const text = kubeconfig === "" ? undefined : textOf(kubeconfig);
  try {
    if (text === undefined) config.loadFromDefault();
    else config.loadFromString(text);
  } catch (error) {
    throw new Error(`the kubeconfig cannot be read: ${(error as Error).message}; fix: ${HOW}`, { cause: error });
  }
  if (context !== "") config.setCurrentContext(context);
  // A kubeconfig need not have one.
  const currentContext = (config.currentContext as string | undefined) ?? "";
  refuseUnknown("context", currentContext, config.contexts);
  if (cluster !== "") {
    config.contexts = config.contexts.map((one) => (one.name === currentContext ? { ...one, cluster } : one));
  }
  const named = config.getContextObject(currentContext)?.cluster ?? "";
  refuseUnknown("cluster", named, config.clusters);
  const server = config.getCurrentCluster()?.server ?? "";
  if (kubeconfig === "" && currentContext === MADE_UP.context && server === MADE_UP.server) {
    throw new Error(`nothing names a cluster to deploy to; fix: ${HOW}`);
  }
  if (!URL.canParse(server)) {
    throw new Error(
      `server of cluster ${JSON.stringify(named)} in the kubeconfig must be a URL, got ${JSON.stringify(server)}; fix: https://HOST:6443`,
    );
  }
  const proxy = proxyOf({ ...config.getCurrentCluster(), name: named, server, skipTLSVerify: false });
  config.clusters = config.clusters.map((one) => {
    if (one.name !== named) return one;
    return {
      ...one,
      ...(proxy && { proxyUrl: proxy.url }),
      // The library asks for it where there is no TLS to verify.
      ...(server.startsWith("http:") && { skipTLSVerify: true }),
    };
  });
  return { config, server, proxy };
}

function refuseUnknown(property: string, name: string, all: readonly { readonly name: string }[]): void {
  const names = all.map((one) => one.name);
  if (names.includes(name)) return;
  const near = nearest(name, names);
  throw new Error(
    names.length === 0
      ? `the kubeconfig has no ${property}; fix: ${HOW}`
      : `${property} must be one of the kubeconfig (${names.join(", ")}), got ${JSON.stringify(name)}; fix: ${near === undefined ? `${property}: ${JSON.stringify(names[0])}` : `did you mean ${JSON.stringify(near)}?`}`,
  );
}

/** The provider takes a path in place of a kubeconfig too. */
function textOf(kubeconfig: string): string {
  if (kubeconfig.includes("\n") || kubeconfig.trimStart().startsWith("{")) return kubeconfig;
  const path = kubeconfig.startsWith("~/") ? join(homedir(), kubeconfig.slice(2)) : kubeconfig;
  if (existsSync(path)) return readFileSync(path, "utf8");
  throw new Error(`kubeconfig must be a kubeconfig or the path of a file, and there is no file ${path}; fix: ${HOW}`);
}
