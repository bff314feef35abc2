import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { Api } from "./api";
import { build } from "./build";
import { Authority } from "./certificates";
import type { Cluster } from "./cluster";
import { freePorts } from "./free-ports";
import { Kubectl } from "./kubectl";
import { until } from "../progress";
import { startProxy } from "./proxy";
import { RunDirectory } from "./run-directory";
import { onShutdown } from "./shutdown";

/** Settings of {@link controlPlane}. */
export interface ControlPlaneOptions {
  /** Controllers of kube-controller-manager that do not run. @default - all run */
  readonly without?: readonly string[];
}

/** etcd, kube-apiserver and kube-controller-manager on loopback, ready; nothing runs pods. No root is needed. */
export async function controlPlane({ without = [] }: ControlPlaneOptions = {}): Promise<Cluster> {
  const programs = await build(["etcd", "kube-apiserver", "kube-controller-manager", "kubectl"]);
  const directory = RunDirectory.create();
  const stop = onShutdown(() => directory.end());
  try {
    certificates(directory);
    const [client = 0, peer = 0, port = 0, manager = 0] = await freePorts(4);
    const kubeconfigs = ["admin", "controller-manager"].map((user) => kubeconfig(directory, user, port));
    const kubectl = new Kubectl(programs.kubectl, kubeconfigs[0] ?? "");
    directory.start("etcd", programs.etcd, etcdArguments(directory, client, peer));
    const server = directory.start(
      "kube-apiserver",
      programs["kube-apiserver"],
      apiServerArguments(directory, port, client),
    );
    await until("the API server is ready", 120, async () => {
      if (!directory.isRunning(server))
        throw new Error(`kube-apiserver ended: ${tail(directory.log("kube-apiserver"))}`);
      return kubectl.succeeds("get", "--raw", "/readyz");
    });
    directory.start("kube-controller-manager", programs["kube-controller-manager"], [
      ...["kubeconfig", "authentication-kubeconfig", "authorization-kubeconfig"].map(
        (flag) => `--${flag}=${kubeconfigs[1] ?? ""}`,
      ),
      "--bind-address=127.0.0.1",
      `--secure-port=${manager}`,
      "--use-service-account-credentials",
      `--service-account-private-key-file=${directory.file("sa.key")}`,
      `--root-ca-file=${directory.file("ca.crt")}`,
      "--leader-elect=false",
      `--controllers=${["*", ...without.map((name) => `-${name}`)].join()}`,
    ]);
    // Without the controller manager no Namespace and no foreground deletion ever ends.
    await until("the controller manager works", 60, () =>
      kubectl.succeeds("get", "serviceaccount", "default", "-n", "default"),
    );
    const api = new Api(await startProxy(directory, kubectl));
    const own = {
      directory: directory.path,
      apiServerBytes: () => residentBytes(server),
      keep: () => {
        directory.keep();
      },
      saveLogs: () => directory.saveLogs(),
    };
    return { kubectl, api, own, stop: () => (directory.isKept ? Promise.resolve() : stop()) };
  } catch (error) {
    const logs = directory.saveLogs();
    await stop();
    throw new Error(`no control plane: ${error instanceof Error ? error.message : String(error)}; logs: ${logs}`);
  }
}

function certificates(directory: RunDirectory): void {
  const authority = new Authority(directory.path);
  authority.serviceAccountKeys();
  const names = ["kubernetes", "kubernetes.default", "kubernetes.default.svc", "localhost"].map(
    (name) => `DNS:${name}`,
  );
  authority.issue("apiserver", "/CN=kube-apiserver", [...names, "IP:10.96.0.1", "IP:127.0.0.1"]);
  authority.issue("admin", "/O=system:masters/CN=admin");
  authority.issue("controller-manager", "/CN=system:kube-controller-manager");
}

function etcdArguments(directory: RunDirectory, clientPort: number, peerPort: number): string[] {
  const client = `http://127.0.0.1:${clientPort}`;
  const peer = `http://127.0.0.1:${peerPort}`;
  return [
    `--data-dir=${directory.file("etcd")}`,
    `--listen-client-urls=${client}`,
    `--advertise-client-urls=${client}`,
    `--listen-peer-urls=${peer}`,
    `--initial-advertise-peer-urls=${peer}`,
    `--initial-cluster=default=${peer}`,
    // The data live as long as the run.
    "--unsafe-no-fsync",
    "--log-level=warn",
  ];
}

function apiServerArguments(directory: RunDirectory, port: number, etcdPort: number): string[] {
  return [
    "--bind-address=127.0.0.1",
    // A loopback address is refused as an endpoint; this one is for documentation, and no endpoint is written.
    "--advertise-address=192.0.2.1",
    "--endpoint-reconciler-type=none",
    `--secure-port=${port}`,
    `--etcd-servers=http://127.0.0.1:${etcdPort}`,
    "--service-cluster-ip-range=10.96.0.0/16",
    `--client-ca-file=${directory.file("ca.crt")}`,
    `--tls-cert-file=${directory.file("apiserver.crt")}`,
    `--tls-private-key-file=${directory.file("apiserver.key")}`,
    `--service-account-key-file=${directory.file("sa.pub")}`,
    `--service-account-signing-key-file=${directory.file("sa.key")}`,
    "--service-account-issuer=https://kubernetes.default.svc.cluster.local",
    "--authorization-mode=Node,RBAC",
    "--enable-admission-plugins=NodeRestriction",
    "--allow-privileged",
    // Webhooks are called at their endpoints: nothing routes Service addresses here.
    "--enable-aggregator-routing=true",
  ];
}

function kubeconfig(directory: RunDirectory, user: string, port: number): string {
  const encoded = (file: string): string => readFileSync(directory.file(file)).toString("base64");
  const path = directory.file(`${user}.kubeconfig`);
  const cluster = { server: `https://127.0.0.1:${port}`, "certificate-authority-data": encoded("ca.crt") };
  const credentials = {
    "client-certificate-data": encoded(`${user}.crt`),
    "client-key-data": encoded(`${user}.key`),
  };
  const config = {
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name: "e2e", cluster }],
    users: [{ name: user, user: credentials }],
    contexts: [{ name: "e2e", context: { cluster: "e2e", user } }],
    "current-context": "e2e",
  };
  writeFileSync(path, JSON.stringify(config), { mode: 0o600 });
  return path;
}

function residentBytes(pid: number): number {
  return Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" })) * 1024;
}

function tail(file: string): string {
  return readFileSync(file, "utf8").trim().split("\n").slice(-3).join(" | ");
}
