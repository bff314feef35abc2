import { at, countAt, listAt } from "../object";
import { isObserved, READY, type Judge } from "./judge";
import { podsReasons } from "./pods";

/**
 * A StatefulSet is ready when all its replicas are current and ready, and its revision is the one it updates to.
 * source: pulumi-kubernetes provider/pkg/await/statefulset.go
 */
export const judgeStatefulSet: Judge = async (set, client) => {
  const wanted = countAt(set, "spec.replicas");
  const ready = countAt(set, "status.readyReplicas");
  const [current, update] = ["currentRevision", "updateRevision"].map((name) => at(set, `status.${name}`));
  const isOnDelete = (set.metadata.generation ?? 0) > 1 && at(set, "spec.updateStrategy.type") === "OnDelete";
  const counts = ["replicas", "readyReplicas", ...(isOnDelete ? [] : ["currentReplicas"])];
  const hasReplicas = isObserved(set) && counts.every((name) => countAt(set, `status.${name}`) === wanted);
  const hasRevision = isOnDelete || (current !== undefined && current === update);
  if (hasReplicas && hasRevision) return READY;
  return {
    isReady: false,
    status: hasReplicas
      ? "[2/3] Waiting for StatefulSet to update .status.currentRevision"
      : `[1/2] Waiting for StatefulSet to create Pods (${ready}/${wanted} Pods ready)`,
    reasons: [
      ...(hasReplicas ? [] : [`${ready} out of ${wanted} replicas succeeded readiness checks`]),
      ...(hasRevision
        ? []
        : [
            `StatefulSet controller failed to advance from revision "${String(current)}" to revision "${String(update)}"`,
          ]),
      ...(await podsReasons(client, set)),
    ],
  };
};

/**
 * A DaemonSet is ready when every node that should run its pod runs an updated, available and ready one.
 * source: sigs.k8s.io/cli-utils pkg/kstatus/status, which pulumi-kubernetes provider/pkg/await/daemonset.go asks
 */
export const judgeDaemonSet: Judge = async (set, client) => {
  const waiting = (status: string): { isReady: false; status: string } => ({ isReady: false, status });
  if (!isObserved(set)) return waiting("Waiting for the DaemonSet controller");
  const desired = at(set, "status.desiredNumberScheduled");
  if (typeof desired !== "number") return waiting("Missing .status.desiredNumberScheduled");
  const word = { current: "Current", updated: "Updated", available: "Available", ready: "Ready" };
  const counts = [
    [word.current, "currentNumberScheduled"],
    [word.updated, "updatedNumberScheduled"],
    [word.available, "numberAvailable"],
    [word.ready, "numberReady"],
  ] as const;
  for (const [title, name] of counts) {
    const count = countAt(set, `status.${name}`);
    if (count < desired) {
      const status = `${title}: ${count}/${desired}`;
      return { isReady: false, status, reasons: [status, ...(await podsReasons(client, set))] };
    }
  }
  return READY;
};

/**
 * A Job is ready when it is complete; one that failed for good is not waited for.
 * source: pulumi-kubernetes provider/pkg/await/job.go, checker/job/check.go
 */
export const judgeJob: Judge = async (job, client) => {
  const conditions = listAt(job, "status.conditions").filter((condition) => condition["status"] === "True");
  const failed = conditions.find(
    ({ type, reason }) => type === "Failed" && ["BackoffLimitExceeded", "DeadlineExceeded"].includes(String(reason)),
  );
  if (failed !== undefined) {
    const reasons = [`[${String(failed["reason"])}] ${String(failed["message"])}`, ...(await podsReasons(client, job))];
    return { isReady: false, status: reasons[0] ?? "", reasons, isHopeless: true };
  }
  if (at(job, "status.startTime") !== undefined && conditions.some(({ type }) => type === "Complete")) return READY;
  const counts = ["Active", "Succeeded", "Failed"].map(
    (name) => `${name}: ${countAt(job, `status.${name.toLowerCase()}`)}`,
  );
  const status = `Waiting for Job "${job.metadata.name ?? ""}" to succeed (${counts.join(" | ")})`;
  return { isReady: false, status, reasons: [status, ...(await podsReasons(client, job))] };
};
