import { annotation, type KubeObject } from "../object";
import { judgeDeployment } from "./deployment";
import type { Judge } from "./judge";
import { judgeIngress, serviceJudge } from "./networking";
import { judgePod } from "./pods";
import { judgeQuota, judgeSecret, judgeVolume, judgeVolumeClaim } from "./storage";
import { waitForJudge } from "./wait-for";
import { judgeDaemonSet, judgeJob, judgeStatefulSet } from "./workloads";

/** Judges of kinds that a refresh looks at too. source: pulumi-kubernetes provider/pkg/await/awaiters.go awaitRead */
const REFRESHED: Readonly<Record<string, Judge>> = {
  "apps/v1/Deployment": judgeDeployment,
  "apps/v1/StatefulSet": judgeStatefulSet,
  "apps/v1/DaemonSet": judgeDaemonSet,
  "batch/v1/Job": judgeJob,
  "networking.k8s.io/v1/Ingress": judgeIngress,
  "v1/Pod": judgePod,
};

/** Judges of kinds that only a creation or an update waits for. */
const ONCE: Readonly<Record<string, Judge>> = {
  "v1/PersistentVolume": judgeVolume,
  "v1/PersistentVolumeClaim": judgeVolumeClaim,
  "v1/ResourceQuota": judgeQuota,
  "v1/Secret": judgeSecret,
};

/** Whether its annotations ask not to be waited for. */
export function skipsAwait(object: KubeObject): boolean {
  return annotation(object, "pulumi.com/skipAwait") === "true";
}

/** What is waited for after an object was written; undefined where it is ready at once. */
export function judgeOf(object: KubeObject): Judge | undefined {
  if (skipsAwait(object)) return undefined;
  const waitFor = annotation(object, "pulumi.com/waitFor");
  if (waitFor !== undefined && waitFor !== "") return waitForJudge(waitFor);
  const key = `${object.apiVersion}/${object.kind}`;
  return key === "v1/Service" ? serviceJudge(true) : (REFRESHED[key] ?? ONCE[key]);
}

/** What a refresh holds an object to; `pulumi.com/waitFor` is no part of it. */
export function refreshJudgeOf(object: KubeObject): Judge | undefined {
  if (skipsAwait(object)) return undefined;
  const key = `${object.apiVersion}/${object.kind}`;
  return key === "v1/Service" ? serviceJudge(false) : REFRESHED[key];
}
