import type { Container, PodSpec } from "kubernetes-types/core/v1";
import { withApiToken } from "./api-token";
import { restrictedContainer, restrictedPod, unprivilegedUser } from "./container-security";
import type { Profile } from "./profile";
import { withScratchSpace } from "./scratch-space";
import { settled } from "./settled";

/** What a process needs beyond the least that every hardened pod gets. */
export interface PodNeeds {
  /** Whether it calls the API server as the pod's account. @default true */
  readonly apiToken?: boolean;
  /** Whether it has to be root. @default false */
  readonly root?: boolean;
  /** Whether something writes into the file system of its image. @default false */
  readonly writableRoot?: boolean;
}

/**
 * A pod with the least rights that its processes work with; what the pod states itself stays.
 *
 * Profile `upstream` is left alone, since it is what the parity check compares.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export function hardened(pod: PodSpec, profile: Profile, needs: PodNeeds = {}): PodSpec {
  if (profile === "upstream") return pod;
  const user = needs.root ? { runAsNonRoot: false, runAsUser: 0, runAsGroup: 0 } : unprivilegedUser;
  const restricted: PodSpec = {
    ...pod,
    securityContext: settled(settled(restrictedPod, user), pod.securityContext),
    containers: pod.containers.map((container) => restrict(container, profile, needs)),
  };
  return needs.apiToken === false ? { ...restricted, automountServiceAccountToken: false } : withApiToken(restricted);
}

function restrict(container: Container, profile: Profile, { writableRoot = false }: PodNeeds): Container {
  return {
    ...container,
    // Production asks the registry at each start, so that a node's copy serves nobody who may not pull it and no moved
    // tag stays behind; a small cluster runs what was loaded into it.
    imagePullPolicy: profile === "production" ? "Always" : "IfNotPresent",
    resources: withScratchSpace(container.resources),
    securityContext: settled(
      { ...restrictedContainer, readOnlyRootFilesystem: !writableRoot },
      container.securityContext,
    ),
  };
}
