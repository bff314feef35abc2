import type { PodSecurityContext, SecurityContext } from "kubernetes-types/core/v1";

/** What Pod Security's "restricted" asks of a pod. */
export const restrictedPod: PodSecurityContext = { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } };

/** "nonroot" of the distroless images: a static Go program needs no entry in /etc/passwd, and no account of a node is that high. */
export const unprivilegedUser: PodSecurityContext = { runAsUser: 65532, runAsGroup: 65532 };

/** What Pod Security's "restricted" asks of a container, and a read-only root. */
export const restrictedContainer: SecurityContext = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ["ALL"] },
  readOnlyRootFilesystem: true,
};
