import { plainAmounts, SMALL, type ContainerAmounts } from "./container-amounts";
import type { Section } from "./section";

/** The server that runs an InferenceGraph. */
export interface RouterOptions extends ContainerAmounts {
  /** @default "IfNotPresent" */
  readonly imagePullPolicy?: "Always" | "IfNotPresent" | "Never";
  /** Headers, or patterns of headers, that every step of a graph gets. @default - none */
  readonly propagateHeaders?: readonly string[];
}

/** Section `router`. */
// source: kserve v0.20.0 install/v0.20.0/kserve.yaml, inferenceservice-config; pkg/controller/v1alpha1/inferencegraph
export function router({ scope, context }: Section, options: RouterOptions = {}): object {
  const { pullSecret } = context.images;
  return {
    image: context.images.ref("kserve-router"),
    ...plainAmounts(scope, "router", SMALL, options),
    ...(options.propagateHeaders && { headers: { propagate: options.propagateHeaders } }),
    imagePullPolicy: options.imagePullPolicy ?? "IfNotPresent",
    ...(pullSecret !== undefined && { imagePullSecrets: [pullSecret] }),
  };
}
