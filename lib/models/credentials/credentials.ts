import type { ISecret } from "cdk8s-plus-27";
import { nameOf } from "../../internal/resource-name";

/**
 * What a model's files are fetched with, without any secret value: a ServiceAccount with what KServe or the cloud reads
 * from it, and the names of Secrets that someone else fills.
 *
 * @see https://kserve.github.io/website/docs/model-serving/storage/overview
 */
export interface StorageCredentials {
  /** What it is, for messages. */
  readonly kind: string;
  /** Schemes of the URIs that it opens; absent where the pod itself may use it too. */
  readonly schemes?: readonly string[];
  /** Secrets that the ServiceAccount lists: KServe reads credentials from each by its keys. @default - none */
  readonly secrets?: readonly string[];
  /** Annotations of the ServiceAccount. @default - none */
  readonly serviceAccountAnnotations?: Readonly<Record<string, string>>;
  /** Whether it needs a ServiceAccount of its own even where nothing is written on it. @default false */
  readonly needsServiceAccount?: boolean;
  /** Labels of the pods. @default - none */
  readonly podLabels?: Readonly<Record<string, string>>;
  /** Annotations of the pods. @default - none */
  readonly podAnnotations?: Readonly<Record<string, string>>;
  /** Secrets that the node pulls images with. @default - none */
  readonly imagePullSecrets?: readonly string[];
}

/** A Secret of the model's namespace that someone else fills. */
export interface SecretReference {
  /** Its name, or the Secret of cdk8s-plus. */
  readonly secretName: string | ISecret;
}

/** Credentials that KServe reads from a Secret of the ServiceAccount, by its keys. */
// source: kserve v0.20.0 pkg/credentials/service_account_credentials.go mountSecretCredential
export function fromSecret(
  kind: string,
  schemes: readonly string[],
  { secretName }: SecretReference,
): StorageCredentials {
  return { kind, schemes, secrets: [nameOf(secretName)] };
}
