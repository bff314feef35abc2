import { build } from "../cluster/build";
import type { Cluster } from "../cluster/cluster";
import { messageOf } from "../cluster/api";
import { until } from "../progress";
import { isNodeReady } from "./node-ready";

/** What tells kwok that a Node is its own. */
const FAKE = { key: "kwok.x-k8s.io/node", value: "fake" };
const PROGRAM = "kwok";

/** A taint of a Node. */
export interface Taint {
  readonly key: string;
  readonly value?: string;
  readonly effect: "NoSchedule" | "PreferNoSchedule" | "NoExecute";
}

/** Settings of {@link fakeNodes}. */
export interface FakeNodesOptions {
  /** Nodes are called by it and a number. @default "fake" */
  readonly prefix?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly taints?: readonly Taint[];
}

/**
 * Adds Nodes that no machine is behind, Ready; a pod that is scheduled to one is said to be running at once. Their size is
 * what `capacity` says of them, beside the 64 cores, 512 GiB and 110 pods that each has.
 *
 * @returns the Nodes' names
 */
export async function fakeNodes(
  { api, kubectl, node }: Cluster,
  count: number,
  capacity: Readonly<Record<string, string>>,
  { prefix = "fake", labels = {}, taints = [] }: FakeNodesOptions = {},
): Promise<readonly string[]> {
  if (!node) throw new Error("fake nodes need a cluster of our own with a node: kwok runs beside it");
  if (!(PROGRAM in node.programBytes())) {
    const programs = await build([PROGRAM]);
    node.start(PROGRAM, programs.kwok, [
      `--kubeconfig=${kubectl.kubeconfig}`,
      "--manage-all-nodes=false",
      `--manage-nodes-with-annotation-selector=${FAKE.key}=${FAKE.value}`,
      `--cidr=${node.fakePods}`,
      `--node-ip=${node.address}`,
      "--node-lease-duration-seconds=40",
    ]);
  }
  const names = Array.from({ length: count }, (_, index) => `${prefix}${index}`);
  const size = { cpu: "64", memory: "512Gi", pods: "110", ...capacity };
  for (const name of names) {
    const reply = await api.call("POST", "/api/v1/nodes", {
      apiVersion: "v1",
      kind: "Node",
      metadata: {
        name,
        annotations: { [FAKE.key]: FAKE.value },
        labels: {
          "kubernetes.io/hostname": name,
          "kubernetes.io/os": "linux",
          "kubernetes.io/arch": "amd64",
          ...labels,
        },
      },
      spec: { taints },
      status: { capacity: size, allocatable: size },
    });
    if (reply.code !== 201) throw new Error(`Node ${name}: ${messageOf(reply)}`);
  }
  await until("the fake nodes are ready", 60, async () =>
    (await Promise.all(names.map((name) => isNodeReady(api, name)))).every(Boolean),
  );
  return names;
}
