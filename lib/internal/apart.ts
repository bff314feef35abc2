import type { Affinity } from "kubernetes-types/core/v1";
import type { Labels } from "./emit";

/** Pods that are put on different nodes where there are enough of them. */
export function apart(matchLabels: Labels): Affinity {
  return {
    podAntiAffinity: {
      preferredDuringSchedulingIgnoredDuringExecution: [
        { podAffinityTerm: { labelSelector: { matchLabels }, topologyKey: "kubernetes.io/hostname" }, weight: 100 },
      ],
    },
  };
}
