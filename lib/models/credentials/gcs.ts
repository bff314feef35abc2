import { fromSecret, type SecretReference, type StorageCredentials } from "./credentials";

/** Google Cloud Storage by a key file in a Secret: `gcloud-application-credentials.json`. */
export function gcsKey(options: SecretReference): StorageCredentials {
  return fromSecret("gcsKey", ["gs"], options);
}

/** Settings of {@link gcsWorkloadIdentity}. */
export interface GcsWorkloadIdentityOptions {
  /**
   * Service account of Google Cloud that the model's takes on: `models@acme.iam.gserviceaccount.com`.
   *
   * @default - none: the bucket's policy names the ServiceAccount of Kubernetes itself
   */
  readonly googleServiceAccount?: string;
}

/** Google Cloud Storage by the identity of the model's ServiceAccount, on GKE. */
export function gcsWorkloadIdentity({ googleServiceAccount }: GcsWorkloadIdentityOptions = {}): StorageCredentials {
  return {
    kind: "gcsWorkloadIdentity",
    needsServiceAccount: true,
    ...(googleServiceAccount !== undefined && {
      serviceAccountAnnotations: { "iam.gke.io/gcp-service-account": googleServiceAccount },
    }),
  };
}
