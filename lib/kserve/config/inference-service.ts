import type { Construct } from "constructs";
import type { Profile } from "../../internal/profile";
import type { Resources } from "../../internal/quantity";
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

/** Requests and limits that KServe gives a model server which states none; "" sets no default. */
export function modelDefaults(scope: Construct, profile: Profile, amounts?: ContainerAmounts): PlainAmounts {
  return plainAmounts(scope, "modelDefaults", MODEL_DEFAULTS[profile], amounts, true);
}

/** As {@link modelDefaults}, in the shape of a container's resources. */
export function defaultModelResources(scope: Construct, profile: Profile, amounts?: ContainerAmounts): Resources {
  const { cpuRequest, memoryRequest, cpuLimit, memoryLimit } = modelDefaults(scope, profile, amounts);
  const set = (cpu: string, memory: string): Record<string, string> =>
    Object.fromEntries(Object.entries({ cpu, memory }).filter(([, amount]) => amount !== ""));
  return { requests: set(cpuRequest, memoryRequest), limits: set(cpuLimit, memoryLimit) };
}

/** Section `inferenceService`. */
export function inferenceService(
  { scope, context }: Section,
  amounts?: ContainerAmounts,
  options: InferenceServiceOptions = {},
): object {
  return {
    resource: modelDefaults(scope, context.profile, amounts),
    serviceAnnotationDisallowedList: options.serviceAnnotationDisallowedList,
    serviceLabelDisallowedList: options.serviceLabelDisallowedList,
  };
}
