import type { ResourceRequirements } from "kubernetes-types/core/v1";

const RESOURCE = "ephemeral-storage";
/** Logs above all, since our processes write few files; the kubelet keeps five of 10 MiB a container. */
const REQUEST = "64Mi";
/** Far above that: a pod over its limit is evicted, so it is there for what would fill a node's disk. */
const LIMIT = "1Gi";

/** Resources that bound the local disk as well; where they name it themselves, they stay. */
export function withScratchSpace(resources: ResourceRequirements = {}): ResourceRequirements {
  const { requests, limits } = resources;
  if (requests?.[RESOURCE] !== undefined || limits?.[RESOURCE] !== undefined) return resources;
  return { ...resources, requests: { ...requests, [RESOURCE]: REQUEST }, limits: { ...limits, [RESOURCE]: LIMIT } };
}
