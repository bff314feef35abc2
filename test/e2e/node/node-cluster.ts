import { existsSync } from "node:fs";
import type { Api } from "../cluster/api";
import { build } from "../cluster/build";
import { Authority } from "../cluster/certificates";
import type { Cluster, OwnNode } from "../cluster/cluster";
import type { Program } from "../cluster/families";
import { freePorts } from "../cluster/free-ports";
import { writeKubeconfig } from "../cluster/kubeconfig";
import { ownCluster } from "../cluster/own-cluster";
import { RunDirectory } from "../cluster/run-directory";
import { onShutdown } from "../cluster/shutdown";
import { controllersWork, controlPlanePrograms, startControlPlane, type Site } from "../cluster/start-control-plane";
import { step, until } from "../progress";
import { makeCgroup } from "./cgroups";
import { ensurePackages } from "./debian-packages";
import { dnsRole } from "./dns-role";
import { makeLink, type Link } from "./link";
import { prepareMounts } from "./mounts";
import { Namespaces } from "./namespaces";
import { isNodeReady } from "./node-ready";
import { containerdSocket, writeContainerdFiles, writeCorefile, writeKubeletFile, writeProxyFile } from "./node-files";
import { podBytes } from "./pod-bytes";

/** Settings of {@link nodeCluster}. */
export interface NodeClusterOptions {
  /**
   * Starts a registry that listens at an address of this machine; the node asks it for every image of `mirror.test`.
   * @default - none: no image can be had
   */
  readonly registry?: (directory: RunDirectory, address: string, port: number) => Promise<void>;
  /** Controllers of kube-controller-manager that do not run. @default - all run */
  readonly without?: readonly string[];
}

const NODE = "node0";
/** In a network namespace of its own every program has the port it is known by. */
const PORTS = { etcd: 2379, etcdPeer: 2380, apiServer: 6443, controllerManager: 10257 };

/**
 * A cluster with one real node, Ready: a control plane, scheduler, kubelet, containerd, kube-proxy and DNS, in namespaces
 * of their own. This machine reaches its API server, Services and pods, and nothing of it reaches further. Needs root.
 */
export async function nodeCluster({ registry, without = [] }: NodeClusterOptions = {}): Promise<Cluster> {
  await ensurePackages();
  const programs = await build([...controlPlanePrograms, "kube-scheduler", "kubelet", "kube-proxy", "coredns"]);
  const directory = RunDirectory.create();
  const stop = onShutdown(() => directory.end());
  try {
    const namespaces = await Namespaces.create(directory);
    makeCgroup(directory.name);
    await prepareMounts(directory, namespaces);
    const link = await connect(directory, namespaces);
    const pids = new Map<string, number>();
    const start = (name: string, program: string, args: readonly string[]): number => {
      const pid = namespaces.start(name, program, args);
      pids.set(name, pid);
      return pid;
    };
    const [port = 0] = await freePorts(1);
    const isServed = registry?.(directory, link.addresses.machine, port);
    // It is waited for at the end; should the start fail before, that is what is told.
    isServed?.catch(() => undefined);
    const source = registry && `http://${link.addresses.machine}:${port}`;
    start("containerd", "containerd", ["--config", writeContainerdFiles(directory, link.addresses, source)]);
    const authority = new Authority(directory.path);
    authority.issue("kubelet", `/CN=${NODE}`, [`DNS:${NODE}`, `IP:${link.addresses.node}`]);
    authority.issue("kubelet-client", "/O=system:masters/CN=kube-apiserver-kubelet-client");
    authority.issue("front-proxy", "/CN=front-proxy");
    const site = siteOf(directory, link, start, without);
    const { kubectl, api } = await step("control plane", () => startControlPlane(site, authority, programs));
    await step("node", async () => {
      await startNode(site, link, authority, programs, api);
      await Promise.all([controllersWork(api), isServed]);
    });
    const node: OwnNode = {
      name: NODE,
      address: link.addresses.node,
      machine: link.addresses.machine,
      services: link.addresses.services,
      fakePods: link.addresses.fakePods,
      containerd: containerdSocket(directory),
      call: (...args) => namespaces.call(...args),
      start: (...args) => void start(...args),
      programBytes: () => Object.fromEntries([...pids].map(([name, pid]) => [name, namespaces.residentBytes(pid)])),
      podBytes: () => podBytes(api, NODE),
    };
    return {
      kubectl,
      api,
      own: ownCluster(directory, () => namespaces.residentBytes(pids.get("kube-apiserver") ?? 0)),
      node,
      stop: () => (directory.isKept ? Promise.resolve() : stop()),
    };
  } catch (error) {
    const logs = directory.saveLogs();
    await stop();
    throw new Error(`no cluster: ${error instanceof Error ? error.message : String(error)}; logs: ${logs}`);
  }
}

async function connect(directory: RunDirectory, namespaces: Namespaces): Promise<Link> {
  const link = await makeLink(directory, namespaces.init);
  const { node, linkBits, services } = link.addresses;
  const ip = (...args: string[]): Promise<string> => namespaces.succeed("ip", ...args);
  await ip("link", "set", "lo", "up");
  await ip("address", "add", `${node}/${linkBits}`, "dev", NODE);
  await ip("link", "set", NODE, "up");
  // A Service's address is rewritten only after a route for it was found; there is no default route.
  await ip("route", "add", services, "dev", NODE);
  // Whatever looks for the world outside is told at once that there is none, each time.
  await namespaces.succeed("sysctl", "-qw", "net.ipv4.ip_forward=1", "net.ipv4.icmp_ratelimit=0");
  return link;
}

function siteOf(directory: RunDirectory, { addresses }: Link, start: Site["start"], without: readonly string[]): Site {
  return {
    directory,
    start,
    address: addresses.node,
    ports: PORTS,
    services: addresses.services,
    apiService: addresses.apiService,
    apiServerFlags: [
      `--advertise-address=${addresses.node}`,
      // Extension API servers know the API server by these.
      `--requestheader-client-ca-file=${directory.file("ca.crt")}`,
      "--requestheader-allowed-names=front-proxy",
      "--requestheader-username-headers=X-Remote-User",
      "--requestheader-group-headers=X-Remote-Group",
      "--requestheader-extra-headers-prefix=X-Remote-Extra-",
      `--proxy-client-cert-file=${directory.file("front-proxy.crt")}`,
      `--proxy-client-key-file=${directory.file("front-proxy.key")}`,
      `--kubelet-client-certificate=${directory.file("kubelet-client.crt")}`,
      `--kubelet-client-key=${directory.file("kubelet-client.key")}`,
      `--kubelet-certificate-authority=${directory.file("ca.crt")}`,
      "--kubelet-preferred-address-types=InternalIP",
    ],
    without,
  };
}

async function startNode(
  { directory, start }: Site,
  { addresses }: Link,
  authority: Authority,
  programs: Readonly<Record<Program, string>>,
  api: Api,
): Promise<void> {
  const kubeconfig = (user: string, subject: string): string => {
    authority.issue(user, subject);
    return writeKubeconfig(directory, user, `https://${addresses.node}:${PORTS.apiServer}`);
  };
  const scheduler = kubeconfig("scheduler", "/CN=system:kube-scheduler");
  const kubelet = kubeconfig("node", `/O=system:nodes/CN=system:node:${NODE}`);
  const proxy = kubeconfig("proxy", "/CN=system:kube-proxy");
  const dns = kubeconfig("dns", `/CN=${dnsRole.user}`);
  await until("containerd listens", 30, () => Promise.resolve(existsSync(containerdSocket(directory))));
  start("kubelet", programs.kubelet, [
    `--kubeconfig=${kubelet}`,
    `--config=${writeKubeletFile(directory, addresses)}`,
    `--hostname-override=${NODE}`,
    `--node-ip=${addresses.node}`,
  ]);
  start("kube-scheduler", programs["kube-scheduler"], [
    ...["kubeconfig", "authentication-kubeconfig", "authorization-kubeconfig"].map((flag) => `--${flag}=${scheduler}`),
    "--bind-address=127.0.0.1",
    "--leader-elect=false",
  ]);
  start("kube-proxy", programs["kube-proxy"], [`--config=${writeProxyFile(directory, addresses, proxy, NODE)}`]);
  for (const manifest of dnsRole.manifests) await api.apply(manifest);
  start("coredns", programs.coredns, ["-conf", writeCorefile(directory, addresses, dns)]);
  await until("the node is ready", 60, () => isNodeReady(api, NODE));
}
