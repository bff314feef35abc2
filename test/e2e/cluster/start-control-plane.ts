import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { Api } from "./api";
import type { Authority } from "./certificates";
import type { Program } from "./families";
import { Kubectl } from "./kubectl";
import { writeKubeconfig } from "./kubeconfig";
import { until } from "../progress";
import { startProxy } from "./proxy";
import type { RunDirectory } from "./run-directory";

/** Where the programs of a control plane run, and how they are reached there. */
export interface Site {
  readonly directory: RunDirectory;
  /** Starts a program there; the pid is that of a process which ends with it. */
  readonly start: (name: string, program: string, args: readonly string[]) => number;
  /** Address of the API server, for everybody. */
  readonly address: string;
  readonly ports: {
    readonly etcd: number;
    readonly etcdPeer: number;
    readonly apiServer: number;
    readonly controllerManager: number;
  };
  /** Range of the addresses of Services. */
  readonly services: string;
  /** The first address of that range, which is the API server's own Service. */
  readonly apiService: string;
  /** Flags of the API server that belong to the place. */
  readonly apiServerFlags: readonly string[];
  /** Controllers of kube-controller-manager that do not run. */
  readonly without: readonly string[];
}

/** The programs that {@link startControlPlane} starts, and kubectl. */
export const controlPlanePrograms = ["etcd", "kube-apiserver", "kube-controller-manager", "kubectl"] as const;

/** A control plane that answers. */
export interface ControlPlane {
  readonly kubectl: Kubectl;
  readonly api: Api;
  /** Process of the API server, as {@link Site.start} gave it. */
  readonly apiServer: number;
}

/** Starts etcd, kube-apiserver and kube-controller-manager, and returns when the API server is ready. */
export async function startControlPlane(
  site: Site,
  authority: Authority,
  programs: Readonly<Record<Program, string>>,
): Promise<ControlPlane> {
  const { directory, start, address, ports } = site;
  start("etcd", programs.etcd, etcdArguments(site));
  certificates(site, authority);
  const server = `https://${address}:${ports.apiServer}`;
  const kubectl = new Kubectl(programs.kubectl, writeKubeconfig(directory, "admin", server));
  const apiServer = start("kube-apiserver", programs["kube-apiserver"], apiServerArguments(site));
  const api = new Api(await startProxy(directory, kubectl));
  await until("the API server is ready", 120, async () => {
    if (!directory.isRunning(apiServer))
      throw new Error(`kube-apiserver ended: ${tail(directory.log("kube-apiserver"))}`);
    return (await api.call("GET", "/readyz")).code === 200;
  });
  const manager = writeKubeconfig(directory, "controller-manager", server);
  start("kube-controller-manager", programs["kube-controller-manager"], [
    ...["kubeconfig", "authentication-kubeconfig", "authorization-kubeconfig"].map((flag) => `--${flag}=${manager}`),
    "--bind-address=127.0.0.1",
    `--secure-port=${ports.controllerManager}`,
    "--use-service-account-credentials",
    // Every controller asks for a token of its own when it starts; by default they wait for each other.
    "--kube-api-qps=200",
    "--kube-api-burst=400",
    `--service-account-private-key-file=${directory.file("sa.key")}`,
    `--root-ca-file=${directory.file("ca.crt")}`,
    "--leader-elect=false",
    `--controllers=${["*", ...site.without.map((name) => `-${name}`)].join()}`,
  ]);
  return { kubectl, api, apiServer };
}

/** Waits until the controllers work: without them no Namespace and no foreground deletion ever ends. */
export async function controllersWork(api: Api): Promise<void> {
  await until("the controller manager works", 60, async () => {
    return (await api.call("GET", "/api/v1/namespaces/default/serviceaccounts/default")).code === 200;
  });
}

/** Resident memory of a process. */
export function residentBytes(pid: number): number {
  return Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" })) * 1024;
}

function certificates({ address, apiService }: Site, authority: Authority): void {
  authority.serviceAccountKeys();
  const names = ["kubernetes", "kubernetes.default", "kubernetes.default.svc", "localhost"].map(
    (name) => `DNS:${name}`,
  );
  const addresses = [...new Set([apiService, "127.0.0.1", address])].map((ip) => `IP:${ip}`);
  authority.issue("apiserver", "/CN=kube-apiserver", [...names, ...addresses]);
  authority.issue("admin", "/O=system:masters/CN=admin");
  authority.issue("controller-manager", "/CN=system:kube-controller-manager");
}

function etcdArguments({ directory, ports }: Site): string[] {
  const client = `http://127.0.0.1:${ports.etcd}`;
  const peer = `http://127.0.0.1:${ports.etcdPeer}`;
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

function apiServerArguments({ directory, address, ports, services, apiServerFlags }: Site): string[] {
  return [
    `--bind-address=${address}`,
    `--secure-port=${ports.apiServer}`,
    `--etcd-servers=http://127.0.0.1:${ports.etcd}`,
    `--service-cluster-ip-range=${services}`,
    `--client-ca-file=${directory.file("ca.crt")}`,
    `--tls-cert-file=${directory.file("apiserver.crt")}`,
    `--tls-private-key-file=${directory.file("apiserver.key")}`,
    `--service-account-key-file=${directory.file("sa.pub")}`,
    `--service-account-signing-key-file=${directory.file("sa.key")}`,
    "--service-account-issuer=https://kubernetes.default.svc.cluster.local",
    "--authorization-mode=Node,RBAC",
    "--enable-admission-plugins=NodeRestriction",
    "--allow-privileged",
    ...apiServerFlags,
  ];
}

function tail(file: string): string {
  return readFileSync(file, "utf8").trim().split("\n").slice(-3).join(" | ");
}
