import type { Profile } from "../../internal/profile";
import { plainAmounts, type ContainerAmounts, type PlainAmounts } from "./container-amounts";
import type { Section } from "./section";

/** Labels and annotations of a model that stay off its Knative revisions. */
export interface InferenceServiceOptions {
  /** Annotations beside KServe's own list. @default - none */
  readonly serviceAnnotationDisallowedList?: readonly string[];
  /** Labels beside KServe's own list. @default - none */
  readonly serviceLabelDisallowedList?: readonly string[];
}

// source: kserve v0.20.0 install/v0.20.0/kserve.yaml, inferenceservice-config (upstream)
const UPSTREAM: PlainAmounts = { cpuLimit: "1", memoryLimit: "2Gi", cpuRequest: "1", memoryRequest: "2Gi" };

/** Resources of a model server that states none. */
const MODEL_DEFAULTS: Readonly<Record<Profile, PlainAmounts>> = {
  upstream: UPSTREAM,
  dev: { ...UPSTREAM, cpuRequest: "100m", memoryRequest: "256Mi" },
  production: UPSTREAM,
};

/** Section `inferenceService`. */
export function inferenceService(
  { scope, context }: Section,
  modelDefaults?: ContainerAmounts,
  options: InferenceServiceOptions = {},
): object {
  return {
    resource: plainAmounts(scope, "modelDefaults", MODEL_DEFAULTS[context.profile], modelDefaults, true),
    serviceAnnotationDisallowedList: options.serviceAnnotationDisallowedList,
    serviceLabelDisallowedList: options.serviceLabelDisallowedList,
  };
}
