import type { Cluster } from "../cluster/cluster";
import { isNodeReady } from "../node/node-ready";
import type { Check } from "../suite";
import { ownNode } from "./own-node";

/** That the node is what it says it is. */
export function nodeChecks(): Check[] {
  return [
    { title: "the node is Ready, in the release of the API server, with containerd behind it", run: describesItself },
  ];
}

async function describesItself(cluster: Cluster): Promise<string> {
  const { api } = cluster;
  const node = ownNode(cluster);
  if (!(await isNodeReady(api, node.name))) throw new Error("the node is not Ready");
  const { gitVersion } = await api.get<{ gitVersion: string }>("/version");
  const { status } = await api.get<{ status: { nodeInfo: Record<string, string> } }>(`/api/v1/nodes/${node.name}`);
  const { kubeletVersion = "", containerRuntimeVersion = "", kernelVersion = "" } = status.nodeInfo;
  if (kubeletVersion !== gitVersion) throw new Error(`kubelet ${kubeletVersion}, API server ${gitVersion}`);
  if (!containerRuntimeVersion.startsWith("containerd://")) throw new Error(`runtime: ${containerRuntimeVersion}`);
  const programs = Object.entries(node.programBytes());
  const missing = programs.filter(([, bytes]) => bytes === 0).map(([name]) => name);
  if (missing.length > 0) throw new Error(`not running: ${missing.join(", ")}`);
  const megabytes = programs.map(([name, bytes]) => `${name} ${Math.round(bytes / 1e6)}`);
  return [
    `Kubernetes ${gitVersion}, ${containerRuntimeVersion}, Linux ${kernelVersion}, at ${node.address}`,
    `resident MB: ${megabytes.join(", ")}`,
  ].join("\n");
}
