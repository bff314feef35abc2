import type { StorageCredentials, SecretReference } from "./credentials";
import { nameOf } from "../../internal/resource-name";

/**
 * The Secret whose entries describe stores for `storage: { key, path, parameters }`, in place of `storage-config`.
 *
 * KServe reads it alone then, and no Secret of the ServiceAccount.
 */
// source: kserve v0.20.0 pkg/credentials/service_account_credentials.go; inferenceservice-config credentials.storageSecretNameAnnotation
export function storageSecret({ secretName }: SecretReference): StorageCredentials {
  return { kind: "storageSecret", podAnnotations: { "serving.kserve.io/storageSecretName": nameOf(secretName) } };
}
