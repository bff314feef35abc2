import type { IConfigMap, ISecret } from "cdk8s-plus-27";
import { nameOf } from "../../internal/resource-name";

/** Settings of S3 that hold where a model's own credentials do not say. */
export interface S3Options {
  /** Key of the access key id in a Secret. @default "AWS_ACCESS_KEY_ID" */
  readonly s3AccessKeyIDName?: string;
  /** Key of the secret access key in a Secret. @default "AWS_SECRET_ACCESS_KEY" */
  readonly s3SecretAccessKeyName?: string;
  /** Host and port of the service. @default - AWS */
  readonly s3Endpoint?: string;
  /** @default - the client's default */
  readonly s3UseHttps?: boolean;
  /** @default - the client's default */
  readonly s3Region?: string;
  /** @default - the client's default */
  readonly s3VerifySSL?: boolean;
  /** Buckets as host names rather than paths. @default - the client's default */
  readonly s3UseVirtualBucket?: boolean;
  /** @default - the client's default */
  readonly s3UseAccelerate?: boolean;
  /** @default - the client's default */
  readonly s3UseAnonymousCredential?: boolean;
  /** ConfigMap with CA certificates of the service. @default - none */
  readonly s3CABundleConfigMap?: string | IConfigMap;
  /** Path of the CA certificates inside the container. @default - none */
  readonly s3CABundle?: string;
}

/** Where storage credentials are looked up. */
export interface CredentialsOptions {
  /** Secret that `storage` of a model reads. @default "storage-config" */
  readonly storageSpecSecretName?: string | ISecret;
  /** Annotation by which a model names another Secret. @default "serving.kserve.io/storageSecretName" */
  readonly storageSecretNameAnnotation?: string;
  /** Key of the service account file in a Secret. @default "gcloud-application-credentials.json" */
  readonly gcsCredentialFileName?: string;
  readonly s3?: S3Options;
}

/** Section `credentials`; "" means that the setting is left to the client. */
// source: kserve v0.20.0 install/v0.20.0/kserve.yaml, inferenceservice-config; pkg/credentials/s3
export function credentials(options: CredentialsOptions = {}): object {
  const s3 = options.s3 ?? {};
  const digit = (value: boolean | undefined): string => (value === undefined ? "" : value ? "1" : "0");
  const word = (value: boolean | undefined): string => (value === undefined ? "" : String(value));
  return {
    storageSpecSecretName: nameOf(options.storageSpecSecretName ?? "storage-config"),
    storageSecretNameAnnotation: options.storageSecretNameAnnotation ?? "serving.kserve.io/storageSecretName",
    gcs: { gcsCredentialFileName: options.gcsCredentialFileName ?? "gcloud-application-credentials.json" },
    s3: {
      s3AccessKeyIDName: s3.s3AccessKeyIDName ?? "AWS_ACCESS_KEY_ID",
      s3SecretAccessKeyName: s3.s3SecretAccessKeyName ?? "AWS_SECRET_ACCESS_KEY",
      s3Endpoint: s3.s3Endpoint ?? "",
      s3UseHttps: digit(s3.s3UseHttps),
      s3Region: s3.s3Region ?? "",
      s3VerifySSL: digit(s3.s3VerifySSL),
      s3UseVirtualBucket: word(s3.s3UseVirtualBucket),
      s3UseAccelerate: word(s3.s3UseAccelerate),
      s3UseAnonymousCredential: word(s3.s3UseAnonymousCredential),
      s3CABundleConfigMap: nameOf(s3.s3CABundleConfigMap ?? ""),
      s3CABundle: s3.s3CABundle ?? "",
    },
  };
}
