import { at, isFields } from "../object";
import { READY, type Judge } from "./judge";

/**
 * A PersistentVolumeClaim is ready when it is bound, or waits for its first consumer where its class says so.
 * source: pulumi-kubernetes provider/pkg/await/awaiters.go
 */
export const judgeVolumeClaim: Judge = async (claim, client) => {
  const phase = at(claim, "status.phase");
  if (phase === "Bound") return READY;
  const name = at(claim, "spec.storageClassName");
  const found =
    typeof name === "string"
      ? await client.find({ apiVersion: "storage.k8s.io/v1", kind: "StorageClass", metadata: { name } })
      : undefined;
  if (found?.["volumeBindingMode"] === "WaitForFirstConsumer" && phase === "Pending") return READY;
  return { isReady: false, status: `PersistentVolumeClaim is ${String(phase)}` };
};

/** A PersistentVolume is ready when it is available or bound. source: the same */
export const judgeVolume: Judge = (volume) => {
  const phase = at(volume, "status.phase");
  return phase === "Available" || phase === "Bound"
    ? READY
    : { isReady: false, status: `PersistentVolume is ${String(phase)}` };
};

/** A ResourceQuota is ready when its controller has taken over its limits. source: the same */
export const judgeQuota: Judge = (quota) =>
  JSON.stringify(at(quota, "spec.hard")) === JSON.stringify(at(quota, "status.hard"))
    ? READY
    : { isReady: false, status: "Quotas don't match after creation" };

/** A Secret is ready at once, but for a ServiceAccount's token, which a controller writes. source: the same */
export const judgeSecret: Judge = (secret) => {
  const data = secret["data"];
  if (secret["type"] !== "kubernetes.io/service-account-token") return READY;
  return isFields(data) && Object.keys(data).length > 0
    ? READY
    : { isReady: false, status: "Waiting for the token of the ServiceAccount" };
};
