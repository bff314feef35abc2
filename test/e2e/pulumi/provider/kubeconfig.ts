import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { parse } from "yaml";

/** How an API server is reached. */
export interface Connection {
  readonly server: URL;
  readonly ca: Buffer | undefined;
  readonly certificate: Buffer | undefined;
  readonly key: Buffer | undefined;
  readonly isInsecure: boolean;
  readonly token: string | undefined;
}

/** The cluster that a kubeconfig leads to: changed, it is another cluster. */
export type ClusterEntry = Readonly<Record<string, unknown>>;

interface User {
  readonly token?: string;
  readonly tokenFile?: string;
  readonly exec?: {
    readonly command: string;
    readonly args?: readonly string[];
    readonly env?: readonly { readonly name: string; readonly value: string }[];
    readonly apiVersion: string;
  };
}

interface Kubeconfig {
  readonly clusters?: readonly { readonly name: string; readonly cluster: ClusterEntry }[];
  readonly users?: readonly { readonly name: string; readonly user?: User }[];
  readonly contexts?: readonly {
    readonly name: string;
    readonly context: { readonly cluster: string; readonly user: string };
  }[];
  readonly "current-context"?: string;
}

/** What a provider's arguments say beside the kubeconfig. */
export interface Overrides {
  readonly context: string | undefined;
  readonly cluster: string | undefined;
}

/**
 * Reads a kubeconfig, given as content or as a path; the default is `~/.kube/config`.
 *
 * Throws where the context, or what it names, is not there.
 */
export function connectionOf(given: string | undefined, overrides: Overrides): Connection {
  const { config, directory } = load(given);
  const { context, cluster } = active(config, overrides);
  if (context === undefined || cluster === undefined) throw new Error("the kubeconfig has no such context or cluster");
  const user = (config.users ?? []).find(({ name }) => name === context.user)?.user ?? {};
  const issued = credential(user);
  const data = (entry: object, name: string): Buffer | undefined => {
    const values = entry as Readonly<Record<string, string | undefined>>;
    const inline = values[`${name}-data`];
    if (inline !== undefined) return Buffer.from(inline, "base64");
    const file = values[name];
    return file === undefined ? undefined : readFileSync(resolve(directory, file));
  };
  const pem = (text: string | undefined): Buffer | undefined => (text === undefined ? undefined : Buffer.from(text));
  return {
    server: new URL(String(cluster["server"])),
    ca: data(cluster, "certificate-authority"),
    certificate: data(user, "client-certificate") ?? pem(issued.clientCertificateData),
    key: data(user, "client-key") ?? pem(issued.clientKeyData),
    isInsecure: cluster["insecure-skip-tls-verify"] === true,
    token: user.token ?? (user.tokenFile === undefined ? issued.token : readFileSync(user.tokenFile, "utf8").trim()),
  };
}

/** The cluster that a kubeconfig leads to; undefined where it leads to none. */
export function activeCluster(given: string, overrides: Overrides): ClusterEntry | undefined {
  return active(load(given).config, overrides).cluster;
}

function load(given: string | undefined): { config: Kubeconfig; directory: string } {
  const expanded = (given ?? join(homedir(), ".kube", "config")).replace(/^~(?=\/|$)/, homedir());
  if (!existsSync(expanded)) return { config: (parse(expanded) ?? {}) as Kubeconfig, directory: process.cwd() };
  return { config: (parse(readFileSync(expanded, "utf8")) ?? {}) as Kubeconfig, directory: dirname(expanded) };
}

function active(config: Kubeconfig, overrides: Overrides): { context?: { user: string }; cluster?: ClusterEntry } {
  const name = overrides.context ?? config["current-context"];
  const context = (config.contexts ?? []).find((entry) => entry.name === name)?.context;
  const clusterName = overrides.cluster ?? context?.cluster;
  const cluster = (config.clusters ?? []).find((entry) => entry.name === clusterName)?.cluster;
  return { ...(context && { context }), ...(cluster && { cluster }) };
}

interface Issued {
  readonly token?: string;
  readonly clientCertificateData?: string;
  readonly clientKeyData?: string;
}

/** What a credential plugin issues. @see https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins */
function credential({ exec }: User): Issued {
  if (exec === undefined) return {};
  const added = Object.fromEntries((exec.env ?? []).map(({ name, value }) => [name, value]));
  const info = { kind: "ExecCredential", apiVersion: exec.apiVersion, spec: { interactive: false } };
  const answer = execFileSync(exec.command, exec.args ?? [], {
    encoding: "utf8",
    env: { ...process.env, ...added, KUBERNETES_EXEC_INFO: JSON.stringify(info) },
  });
  return (JSON.parse(answer) as { status?: Issued }).status ?? {};
}
