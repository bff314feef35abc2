import type { ISecret } from "cdk8s-plus-27";
import { nameOf } from "../../internal/resource-name";
import { plainAmounts, SMALL, type ContainerAmounts } from "./container-amounts";
import { oneOf, type Section } from "./section";

/** The server that runs an InferenceGraph. */
export interface RouterOptions extends ContainerAmounts {
  /** @default "IfNotPresent" */
  readonly imagePullPolicy?: "Always" | "IfNotPresent" | "Never";
  /** Headers, or patterns of headers, that every step of a graph gets. @default - none */
  readonly propagateHeaders?: readonly string[];
  /** Secrets that its image is pulled with, beside the registry mirror's. @default - none */
  readonly imagePullSecrets?: readonly (string | ISecret)[];
}

/** Section `router`. */
// source: kserve v0.20.0 install/v0.20.0/kserve.yaml, inferenceservice-config; pkg/controller/v1alpha1/inferencegraph
export function router({ scope, context }: Section, options: RouterOptions = {}): object {
  const { pullSecret } = context.images;
  const secrets = [...(pullSecret === undefined ? [] : [pullSecret]), ...(options.imagePullSecrets ?? []).map(nameOf)];
  return {
    image: context.images.ref("kserve-router"),
    ...plainAmounts(scope, "router", SMALL, options),
    ...(options.propagateHeaders && { headers: { propagate: options.propagateHeaders } }),
    imagePullPolicy:
      oneOf(scope, "router.imagePullPolicy", options.imagePullPolicy, ["IfNotPresent", "Always", "Never"]) ??
      "IfNotPresent",
    ...(secrets.length > 0 && { imagePullSecrets: [...new Set(secrets)] }),
  };
}
