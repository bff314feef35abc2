import type { ISecret } from "cdk8s-plus-27";
import { nameOf } from "../../internal/resource-name";
import type { StorageCredentials } from "./credentials";

/** Models that are images, pulled by the node with a Secret of type `kubernetes.io/dockerconfigjson`. */
export function ociPullSecret({ secretName }: { readonly secretName: string | ISecret }): StorageCredentials {
  return { kind: "ociPullSecret", imagePullSecrets: [nameOf(secretName)] };
}
