import type { Deployment } from "kubernetes-types/apps/v1";
import type { Event, Pod } from "kubernetes-types/core/v1";
import type { Cluster } from "../cluster";
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
  const reasons = await podReasons(cluster, deployment);
  return not(
    [`${availableReplicas} of ${wanted} pods are available`, ...reasons].join("; "),
    `kubectl -n ${namespace} get pods,events`,
  );
}

/** Why pods are not ready, in the kubelet's and the scheduler's words; of no pods at all, in the controller's. */
async function podReasons(cluster: Cluster, { metadata, spec, status }: Deployment): Promise<string[]> {
  const namespace = metadata?.namespace;
  const labels = Object.entries(spec?.selector.matchLabels ?? {})
    .map(([key, value]) => `${key}=${value}`)
    .join(",");
  const pods = await cluster.list<Pod>("v1", "Pod", { namespace, labels });
  const failing = pods.flatMap(({ metadata: pod, status: state }) => [
    ...(state?.conditions ?? [])
      .filter(({ type, status: is }) => type === "PodScheduled" && is === "False")
      .map(({ message, reason }) => `pod ${pod?.name ?? ""}: ${message ?? reason ?? "not scheduled"}`),
    ...[...(state?.initContainerStatuses ?? []), ...(state?.containerStatuses ?? [])].flatMap((container) => {
      const { waiting, terminated } = container.state ?? {};
      const last = container.lastState?.terminated;
      const why =
        waiting ?? (terminated?.exitCode === 0 ? undefined : terminated) ?? (container.ready ? undefined : last);
      return why
        ? [
            `pod ${pod?.name ?? ""}, container ${container.name}: ${[why.reason, why.message].filter(Boolean).join(", ")}`,
          ]
        : [];
    }),
  ]);
  if (failing.length > 0) return failing.slice(0, 3);
  if (pods.length === 0) {
    return (status?.conditions ?? []).flatMap(({ status: is, type, message }) =>
      (type === "ReplicaFailure") === (is === "True") && message !== undefined ? [message] : [],
    );
  }
  const events = await Promise.all(
    pods.slice(0, 3).map(({ metadata: pod }) =>
      cluster.list<Event>("v1", "Event", {
        namespace,
        fields: `involvedObject.name=${pod?.name ?? ""},type=Warning`,
      }),
    ),
  );
  return events
    .flatMap((list) => list.slice(-1))
    .map(
      ({ involvedObject, reason, message }) =>
        `pod ${involvedObject.name ?? ""}: ${[reason, message].filter(Boolean).join(", ")}`,
    );
}
