import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { KubeConfig } from "@kubernetes/client-node" with { "resolution-mode": "import" };
import { didYouMean } from "../lib/internal/nearest";
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
  const current = named("context", (config.currentContext as string | undefined) ?? "", config.contexts);
  const reached = named("cluster", cluster === "" ? current.cluster : cluster, config.clusters);
  const { server } = reached;
  if (kubeconfig === "" && current.name === MADE_UP.context && server === MADE_UP.server) {
    throw new Error(`nothing names a cluster to deploy to; fix: ${HOW}`);
  }
  if (!URL.canParse(server)) {
    throw new Error(
      `server of cluster ${JSON.stringify(reached.name)} in the kubeconfig must be a URL, got ${JSON.stringify(server)}; fix: https://HOST:6443`,
    );
  }
  const proxy = proxyOf(reached);
  config.contexts = config.contexts.map((one) => (one === current ? { ...one, cluster: reached.name } : one));
  config.clusters = config.clusters.map((one) => {
    if (one !== reached) return one;
    return {
      ...one,
      ...(proxy && { proxyUrl: proxy.url }),
      // The library asks for it where there is no TLS to verify.
      ...(server.startsWith("http:") && { skipTLSVerify: true }),
    };
  });
  return { config, server, proxy };
}

/** The one of that name; throws where there is none. */
function named<T extends { readonly name: string }>(property: string, name: string, all: readonly T[]): T {
  const found = all.find((one) => one.name === name);
  if (found) return found;
  const names = all.map((one) => one.name);
  throw new Error(
    names.length === 0
      ? `the kubeconfig has no ${property}; fix: ${HOW}`
      : `${property} must be one of the kubeconfig (${names.join(", ")}), got ${JSON.stringify(name)}; fix: ${didYouMean(name, names, `${property}: ${JSON.stringify(names[0])}`)}`,
  );
}

/** The provider takes a path in place of a kubeconfig too. */
function textOf(kubeconfig: string): string {
  if (kubeconfig.includes("\n") || kubeconfig.trimStart().startsWith("{")) return kubeconfig;
  const path = kubeconfig.startsWith("~/") ? join(homedir(), kubeconfig.slice(2)) : kubeconfig;
  if (existsSync(path)) return readFileSync(path, "utf8");
  throw new Error(`kubeconfig must be a kubeconfig or the path of a file, and there is no file ${path}; fix: ${HOW}`);
}
