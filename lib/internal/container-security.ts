import type { PodSecurityContext, SecurityContext } from "kubernetes-types/core/v1";

/** What Pod Security's "restricted" asks of a pod. */
export const restrictedPod: PodSecurityContext = { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } };

/** What Pod Security's "restricted" asks of a container, and a read-only root. */
export const restrictedContainer: SecurityContext = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ["ALL"] },
  readOnlyRootFilesystem: true,
};
