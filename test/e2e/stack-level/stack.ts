import type { Cluster } from "../cluster/cluster";
import { serve, startRegistry } from "../images/registry";
import { stackImages, type StackImages } from "../images/stack-images";
import { nodeCluster } from "../node/node-cluster";

let built: Promise<StackImages> | undefined;

/** The images of the platform and its models, built once a run. */
export function images(): Promise<StackImages> {
  built ??= stackImages();
  return built;
}

/** A cluster with a node whose registry holds everything that a platform and its models run. */
export async function stackCluster(): Promise<Cluster> {
  const { served } = await images();
  return nodeCluster({
    registry: async (directory, address, port) => {
      await startRegistry(directory, address, port);
      serve(directory.path, served);
    },
  });
}
