import type { Event, Pod } from "kubernetes-types/core/v1";
import type { Cluster } from "../cluster";

/** Why the pods with some labels are not ready, in the kubelet's and the scheduler's words; at most three reasons. */
export async function podReasons(
  cluster: Cluster,
  namespace: string,
  matchLabels: Readonly<Record<string, string>>,
): Promise<string[]> {
  const labels = Object.entries(matchLabels)
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
