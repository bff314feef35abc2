import { fromSecret, type SecretReference, type StorageCredentials } from "./credentials";

/** How S3, or a store that speaks its protocol, is reached. What is left out is KServe's configuration's. */
export interface S3Access {
  /** Host of a store of one's own, with its scheme or without: `https://minio.acme.internal:9000`. @default - AWS */
  readonly endpoint?: string;
  /** @default - AWS's default */
  readonly region?: string;
  /** Whether an `endpoint` without a scheme is asked by https. @default true */
  readonly useHttps?: boolean;
  /** Whether the store's certificate is checked. @default true */
  readonly verifySsl?: boolean;
  /** Whether buckets are asked by their own host names. @default - the client's */
  readonly useVirtualBucket?: boolean;
  /** Whether S3's Transfer Acceleration is used. @default false */
  readonly useAccelerate?: boolean;
  /** Whether the bucket is open to everyone. @default false */
  readonly anonymous?: boolean;
  /** ConfigMap with the certificate of whoever signed the store's. @default - that of KServe's configuration */
  readonly caBundleConfigMap?: string;
  /** File of the certificate. @default - that of KServe's configuration */
  readonly caBundle?: string;
}

/** Settings of {@link s3Irsa}. */
export interface S3IrsaOptions extends S3Access {
  /** Role of AWS that the ServiceAccount takes on: `arn:aws:iam::123456789012:role/models`. */
  readonly roleArn: string;
}

/**
 * Static keys of S3 in a Secret: `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`, as KServe's configuration names them
 * (`kserve.credentials.s3` of the platform).
 *
 * An endpoint of one's own belongs to that Secret: its annotations, {@link s3SecretAnnotations}.
 */
export function s3Keys(options: SecretReference): StorageCredentials {
  return fromSecret("s3Keys", ["s3"], options);
}

/** S3 by a role of AWS, for the ServiceAccount of the model (IAM roles for service accounts). */
export function s3Irsa({ roleArn, ...access }: S3IrsaOptions): StorageCredentials {
  return {
    kind: "s3Irsa",
    serviceAccountAnnotations: { "eks.amazonaws.com/role-arn": roleArn, ...s3SecretAnnotations(access) },
  };
}

/**
 * S3 by an association of EKS Pod Identity, which names the namespace and the ServiceAccount: state `serviceAccountName`
 * as the association does.
 */
export function s3PodIdentity(): StorageCredentials {
  return { kind: "s3PodIdentity", needsServiceAccount: true };
}

/** The annotations by which KServe reaches a store, for the Secret with the keys of {@link s3Keys}. */
// source: kserve v0.20.0 pkg/credentials/s3/s3_secret.go, utils.go BuildS3EnvVars
export function s3SecretAnnotations(access: S3Access): Record<string, string> {
  const bit = (value: boolean | undefined): string | undefined => (value === undefined ? undefined : value ? "1" : "0");
  const word = (value: boolean | undefined): string | undefined => (value === undefined ? undefined : String(value));
  const annotations: Readonly<Record<string, string | undefined>> = {
    "s3-endpoint": access.endpoint,
    "s3-region": access.region,
    "s3-usehttps": bit(access.useHttps),
    "s3-verifyssl": bit(access.verifySsl),
    "s3-usevirtualbucket": word(access.useVirtualBucket),
    "s3-useaccelerate": word(access.useAccelerate),
    "s3-useanoncredential": word(access.anonymous),
    "s3-cabundle-configmap": access.caBundleConfigMap,
    "s3-cabundle": access.caBundle,
  };
  return Object.fromEntries(
    Object.entries(annotations).flatMap(([name, value]) =>
      value === undefined ? [] : [[`serving.kserve.io/${name}`, value]],
    ),
  );
}
