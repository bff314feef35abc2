import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { RunDirectory } from "../cluster/run-directory";
import type { Addresses } from "./addresses";
import { isCgroupV1 } from "./cgroups";
import { NETWORK_PLUGINS } from "./debian-packages";

/** The image of every pod's sandbox. */
export const PAUSE_IMAGE = "mirror.test/pause:e2e";
/** The registry that this machine's own stands in for. */
export const REGISTRY = "mirror.test";
export const CLUSTER_DOMAIN = "cluster.local";

/** Writes containerd's configuration, with the registry's true address where there is a registry. */
export function writeContainerdFiles(directory: RunDirectory, { pods }: Addresses, registry?: string): string {
  const plugins = {
    cniVersion: "0.4.0",
    name: "e2e",
    plugins: [
      {
        // Every packet between pods is routed, so that kube-proxy's rules see it without help from the bridge code.
        type: "ptp",
        ipMasq: false,
        ipam: {
          type: "host-local",
          dataDir: directory.file("addresses"),
          ranges: [[{ subnet: pods }]],
          routes: [{ dst: "0.0.0.0/0" }],
        },
      },
    ],
  };
  write(directory, "containerd/network/10-e2e.conflist", JSON.stringify(plugins));
  if (registry !== undefined) {
    // The server is named too: without it a miss would be asked of the host by its own name.
    const hosts = [`server = "${registry}"`, `[host."${registry}"]`, 'capabilities = ["pull", "resolve"]'].join("\n");
    write(directory, `containerd/certs.d/${REGISTRY}/hosts.toml`, hosts);
  }
  return write(
    directory,
    "containerd/config.toml",
    `version = 2
root = "${directory.file("containerd/root")}"
state = "/run/containerd"
disabled_plugins = [
  "io.containerd.snapshotter.v1.aufs",
  "io.containerd.snapshotter.v1.btrfs",
  "io.containerd.snapshotter.v1.devmapper",
  "io.containerd.snapshotter.v1.zfs",
  "io.containerd.tracing.processor.v1.otlp",
]
[grpc]
  address = "${containerdSocket(directory)}"
[plugins."io.containerd.internal.v1.opt"]
  path = "${directory.file("containerd/opt")}"
[plugins."io.containerd.grpc.v1.cri"]
  # A machine may forbid to lower it below that of its own processes.
  restrict_oom_score_adj = true
  sandbox_image = "${PAUSE_IMAGE}"
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "${NETWORK_PLUGINS}"
    conf_dir = "${directory.file("containerd/network")}"
  [plugins."io.containerd.grpc.v1.cri".registry]
    config_path = "${directory.file("containerd/certs.d")}"
`,
  );
}

/** Where containerd listens. */
export function containerdSocket(directory: RunDirectory): string {
  return directory.file("containerd.sock");
}

/** Writes the kubelet's configuration. */
export function writeKubeletFile(directory: RunDirectory, { node }: Addresses): string {
  return writeJson(directory, "kubelet.json", {
    apiVersion: "kubelet.config.k8s.io/v1beta1",
    kind: "KubeletConfiguration",
    address: node,
    authentication: {
      anonymous: { enabled: false },
      webhook: { enabled: true },
      x509: { clientCAFile: directory.file("ca.crt") },
    },
    authorization: { mode: "Webhook" },
    tlsCertFile: directory.file("kubelet.crt"),
    tlsPrivateKeyFile: directory.file("kubelet.key"),
    cgroupDriver: "cgroupfs",
    cgroupRoot: `/${directory.name}`,
    ...(isCgroupV1() ? { failCgroupV1: false } : {}),
    clusterDNS: [node],
    clusterDomain: CLUSTER_DOMAIN,
    containerRuntimeEndpoint: `unix://${containerdSocket(directory)}`,
    // Pods share the machine with whoever else works on it: nothing is reserved, nothing evicted, no swap refused.
    enforceNodeAllocatable: [],
    evictionHard: {},
    failSwapOn: false,
    imageGCHighThresholdPercent: 100,
    oomScoreAdj: 0,
    maxPods: 200,
    makeIPTablesUtilChains: false,
    // An empty file: names outside of the cluster do not resolve.
    resolvConf: write(directory, "resolv.conf", ""),
    serializeImagePulls: false,
    volumePluginDir: directory.file("volume-plugins"),
  });
}

/** Writes kube-proxy's configuration. */
export function writeProxyFile(directory: RunDirectory, { pods }: Addresses, kubeconfig: string, node: string): string {
  return writeJson(directory, "kube-proxy.json", {
    apiVersion: "kubeproxy.config.k8s.io/v1alpha1",
    kind: "KubeProxyConfiguration",
    mode: "nftables",
    hostnameOverride: node,
    clientConnection: { kubeconfig },
    clusterCIDR: pods,
    // The table's size can only be set for the whole machine.
    conntrack: { maxPerCore: 0, min: 0 },
    nftables: { minSyncPeriod: "100ms" },
    nodePortAddresses: ["primary"],
  });
}

/** Writes CoreDNS's configuration. */
export function writeCorefile(directory: RunDirectory, { node }: Addresses, kubeconfig: string): string {
  return write(
    directory,
    "Corefile",
    `${CLUSTER_DOMAIN}:53 in-addr.arpa:53 {
  bind ${node}
  errors
  ready 127.0.0.1:8181
  kubernetes ${CLUSTER_DOMAIN} in-addr.arpa {
    kubeconfig ${kubeconfig}
    pods insecure
    ttl 5
  }
  cache 5
}
.:53 {
  bind ${node}
  # There is no world outside: say so at once.
  template ANY ANY {
    rcode NXDOMAIN
  }
}
`,
  );
}

function writeJson(directory: RunDirectory, name: string, content: unknown): string {
  return write(directory, name, JSON.stringify(content, undefined, 2));
}

function write(directory: RunDirectory, name: string, content: string): string {
  const path = directory.file(name);
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, content);
  return path;
}
