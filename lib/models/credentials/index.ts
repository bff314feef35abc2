export type { SecretReference, StorageCredentials } from "./credentials";
export {
  azureAccessKey,
  azureServicePrincipal,
  azureWorkloadIdentity,
  type AzureWorkloadIdentityOptions,
} from "./azure";
export { gcsKey, gcsWorkloadIdentity, type GcsWorkloadIdentityOptions } from "./gcs";
export { hdfsSecret } from "./hdfs";
export { httpsHeaders } from "./https";
export { huggingFaceToken } from "./hugging-face";
export { ociPullSecret } from "./oci";
export { claimUri, writableClaim } from "./persistent-volume-claim";
export { s3Irsa, s3Keys, s3PodIdentity, s3SecretAnnotations, type S3Access, type S3IrsaOptions } from "./s3";
export { storageSecret } from "./storage-secret";
