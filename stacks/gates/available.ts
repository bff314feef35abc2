import type { Deployment } from "kubernetes-types/apps/v1";
import type { Cluster } from "../cluster";
import { podReasons } from "./pod-reasons";
import { absent, HOLDS, not, type State } from "./state";

/** Whether a Deployment has rolled out: every replica is of its newest form and available. */
export async function available(cluster: Cluster, namespace: string, name: string): Promise<State> {
  const deployment = await cluster.read<Deployment>("apps/v1", "Deployment", name, namespace);
  const check = `kubectl -n ${namespace} describe deployment ${name}`;
  if (!deployment) return absent(check);
  const { metadata, spec, status } = deployment;
  const wanted = spec?.replicas ?? 1;
  const isSeen = (status?.observedGeneration ?? 0) >= (metadata?.generation ?? 0);
  const { updatedReplicas = 0, availableReplicas = 0, replicas = 0 } = status ?? {};
  if (isSeen && updatedReplicas >= wanted && availableReplicas >= wanted && replicas === updatedReplicas) return HOLDS;
  const reasons = await podReasons(cluster, namespace, spec?.selector.matchLabels ?? {});
  if (reasons.length === 0) reasons.push(...failuresOf(deployment));
  return not(
    [`${availableReplicas} of ${wanted} pods are available`, ...reasons].join("; "),
    `kubectl -n ${namespace} get pods,events`,
  );
}

/** Why there are no pods at all, in the controller's words. */
function failuresOf({ status }: Deployment): string[] {
  return (status?.conditions ?? []).flatMap(({ status: is, type, message }) =>
    (type === "ReplicaFailure") === (is === "True") && message !== undefined ? [message] : [],
  );
}
