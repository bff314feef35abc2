import type { Cluster } from "../cluster/cluster";
import { startRegistry } from "../images/registry";
import { nodeCluster } from "../node/node-cluster";

/** A cluster with a node, and the registry that the node's pods get their images from. */
export function clusterWithRegistry(): Promise<Cluster> {
  return nodeCluster({ registry: startRegistry });
}
