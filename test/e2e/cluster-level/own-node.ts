import type { Cluster, OwnNode } from "../cluster/cluster";

/** The cluster's own node, which the checks of this level are about. */
export function ownNode({ node }: Cluster): OwnNode {
  if (!node) throw new Error("the cluster has no node of our own");
  return node;
}
