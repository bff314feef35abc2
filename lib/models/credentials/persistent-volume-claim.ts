import type { IPersistentVolumeClaim } from "cdk8s-plus-27";
import type { StorageCredentials } from "./credentials";

/** The URI of a model on a claim of its namespace: `pvc://claim/path`. */
export function claimUri(claim: string | IPersistentVolumeClaim, path = ""): string {
  return `pvc://${typeof claim === "string" ? claim : claim.name}/${path.replace(/^\/+/, "")}`;
}

/** A claim that the server may write to; KServe mounts it read-only otherwise. */
// source: kserve v0.20.0 pkg/constants/constants.go StorageReadonlyAnnotationKey
export function writableClaim(): StorageCredentials {
  return { kind: "writableClaim", podAnnotations: { "storage.kserve.io/readonly": "false" } };
}
