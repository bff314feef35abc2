import type { Client } from "../client";
import { annotation, at, countAt, listAt, type Fields, type KubeObject } from "../object";
import { isObserved, owned, READY, type Judge } from "./judge";
import { podsReasons } from "./pods";

const REVISION = "deployment.kubernetes.io/revision";

/**
 * A Deployment is ready when it is available, its newest ReplicaSet has all its replicas ready, from the second revision
 * on the rollout is over, and its PersistentVolumeClaims are bound.
 * source: pulumi-kubernetes provider/pkg/await/deployment.go
 */
export const judgeDeployment: Judge = async (deployment, client) => {
  if (!isObserved(deployment)) return { isReady: false, status: "Waiting for the Deployment controller" };
  const revision = annotation(deployment, REVISION);
  const replicaSets = revision === undefined ? [] : await owned(client, deployment, "apps/v1", "ReplicaSet");
  const newest = replicaSets.find((replicaSet) => annotation(replicaSet, REVISION) === revision);
  const wanted = newest === undefined ? 1 : ((at(newest, "spec.replicas") as number | undefined) ?? 1);
  const ready = countAt(newest, "status.readyReplicas");
  const hasReplicas = newest !== undefined && ready >= wanted;
  const [available, progressing] = ["Available", "Progressing"].map((type) =>
    listAt(deployment, "status.conditions").find((condition) => condition["type"] === type),
  );
  const isAvailable = available?.["status"] === "True";
  const isRolledOut =
    revision === "1" || (progressing?.["status"] === "True" && progressing["reason"] === "NewReplicaSetAvailable");
  const unbound = await unboundClaims(deployment, client);
  if (isAvailable && isRolledOut && hasReplicas && unbound.length === 0) return READY;
  const conditions = [available, progressing].flatMap((condition) =>
    condition === undefined || condition["status"] === "True" ? [] : [conditionText(condition)],
  );
  return {
    isReady: false,
    status: conditions[0] ?? `Waiting for app ReplicaSet to be available (${ready}/${wanted} Pods available)`,
    reasons: [
      ...conditions,
      ...(unbound.length === 0 ? [] : [`Failed to bind PersistentVolumeClaim(s): "${unbound.join()}"`]),
      missing(isAvailable, isRolledOut, revision === "1"),
      ...(newest === undefined ? [] : await podsReasons(client, newest)),
    ],
  };
};

function missing(isAvailable: boolean, isRolledOut: boolean, isFirst: boolean): string {
  if (!isAvailable) return "Minimum number of live Pods was not attained";
  if (!isRolledOut || isFirst) return "Minimum number of Pods to consider the application live was not attained";
  return "Attempted to roll forward to new ReplicaSet, but minimum number of Pods did not become live";
}

function conditionText({ reason, message }: Fields): string {
  return `[${String(reason)}] ${String(message)}`;
}

async function unboundClaims(deployment: KubeObject, client: Client): Promise<string[]> {
  const names = listAt(deployment, "spec.template.spec.volumes").flatMap((volume) => {
    const name = at(volume, "persistentVolumeClaim.claimName");
    return typeof name === "string" ? [name] : [];
  });
  if (names.length === 0) return [];
  const claims = await client.list("v1", "PersistentVolumeClaim", deployment.metadata.namespace);
  return claims
    .filter((claim) => names.includes(claim.metadata.name ?? "") && at(claim, "status.phase") !== "Bound")
    .map(({ metadata }) => metadata.name ?? "");
}
