import type { IConstruct } from "constructs";
import { invalid, type Invalidity } from "../../internal/invalid";
import { plainAmounts } from "../../internal/quantity";
import type { Container } from "../../internal/pod-spec-types";
import type { ServingRuntimeSpec, ServingRuntimePod } from "./serving-runtime-spec";

const SERVER = "kserve-container";
const WORKER = "worker-container";
const PROTOCOLS: readonly string[] = ["v1", "v2", "grpc-v1", "grpc-v2"];
/** Amounts that are no GPUs. */
const ORDINARY: readonly string[] = ["cpu", "memory", "storage", "ephemeral-storage"];
const GPUS: readonly string[] = ["nvidia.com/gpu", "amd.com/gpu", "intel.com/gpu", "habana.ai/gaudi"];
const GPU_TYPES = "serving.kserve.io/gpu-resource-types";

type Refuse = (prop: string, what: Invalidity) => never;

/** Throws what KServe's webhook refuses in a runtime, and what no model could be served by. */
// source: kserve v0.20.0 pkg/webhook/admission/servingruntime/servingruntime_webhook.go, pkg/validation/env_policy.go,
// pkg/controller/v1beta1/inferenceservice/utils/utils.go MergeServingRuntimeAndInferenceServiceSpecs
export function checkServingRuntime(scope: IConstruct | string, spec: ServingRuntimeSpec): void {
  const refuse: Refuse = (prop, what) => {
    throw invalid(scope, prop, what);
  };
  const { containers, protocolVersions = [], replicas, workerSpec } = spec;
  if (containers.length === 0) {
    refuse("containers", { expected: "at least one", got: [], fix: `containers: [{ name: "${SERVER}", image: … }]` });
  }
  protocolVersions.forEach((protocol, index) => {
    if (PROTOCOLS.includes(protocol)) return;
    refuse(`protocolVersions[${index}]`, { expected: `one of ${PROTOCOLS.join(", ")}`, got: protocol, fix: '"v2"' });
  });
  // KServe holds it in 16 bits and could not read the object otherwise.
  if (replicas !== undefined && !(Number.isInteger(replicas) && replicas >= 0 && replicas < 2 ** 16)) {
    refuse("replicas", { expected: "a whole number from 0 to 65535", got: replicas, fix: "replicas: 1" });
  }
  // Of a disabled runtime the webhook judges nothing more, and no model gets it.
  if (spec.disabled === true) return;
  checkPriorities(refuse, spec);
  checkEnvironment(refuse, "containers", spec);
  if (spec.multiModel !== true && !containers.some(({ name }) => name === SERVER)) {
    refuse("containers", {
      expected: `with one called ${SERVER}, which KServe merges a model into`,
      got: containers.map(({ name }) => name),
      fix: `name: "${SERVER}"`,
    });
  }
  if (workerSpec) {
    checkEnvironment(refuse, "workerSpec.containers", workerSpec);
    checkWorker(refuse, spec, workerSpec);
  }
}

/** Within one runtime a format has one priority, whatever its version. */
function checkPriorities(refuse: Refuse, { supportedModelFormats = [] }: ServingRuntimeSpec): void {
  const priorities = new Map<string, number | undefined>();
  supportedModelFormats.forEach(({ name, autoSelect, priority }, index) => {
    if (priority !== undefined && !(Number.isInteger(priority) && priority >= 1)) {
      refuse(`supportedModelFormats[${index}].priority`, {
        expected: "a whole number of at least 1",
        got: priority,
        fix: "priority: 1",
      });
    }
    if (autoSelect !== true) return;
    const known = priorities.get(name);
    if (known !== undefined && priority !== undefined && known !== priority) {
      refuse(`supportedModelFormats[${index}].priority`, {
        expected: `${known}, as another version of ${name} in this runtime has`,
        got: priority,
        fix: `priority: ${known}`,
      });
    }
    if (!priorities.has(name)) priorities.set(name, priority);
  });
}

function checkEnvironment(refuse: Refuse, prop: string, { containers }: ServingRuntimePod): void {
  containers.forEach(({ name, env = [] }, index) => {
    if (env.every((variable) => variable.name !== "PYTHONPATH")) return;
    refuse(`${prop}[${index}].env`, {
      expected: `without PYTHONPATH, which KServe refuses (container ${name})`,
      got: "PYTHONPATH",
      fix: "put the modules into the image",
    });
  });
}

function checkWorker(
  refuse: Refuse,
  spec: ServingRuntimeSpec,
  worker: NonNullable<ServingRuntimeSpec["workerSpec"]>,
): void {
  const { containers, annotations } = spec;
  const [only, ...more] = worker.containers;
  if (only?.name !== WORKER || more.length > 0) {
    refuse("workerSpec.containers", {
      expected: `one container called ${WORKER}`,
      got: worker.containers.map(({ name }) => name),
      fix: `name: "${WORKER}"`,
    });
  }
  const at = containers.findIndex(({ name }) => name === SERVER);
  for (const name of ["PIPELINE_PARALLEL_SIZE", "TENSOR_PARALLEL_SIZE"]) {
    if (!containers[at]?.env?.some((variable) => variable.name === name)) continue;
    const prop = name === "PIPELINE_PARALLEL_SIZE" ? "pipelineParallelSize" : "tensorParallelSize";
    refuse(`containers[${at}].env`, {
      expected: `without ${name}, which KServe sets in a runtime of several nodes`,
      got: name,
      fix: `workerSpec.${prop}`,
    });
  }
  const known = [...GPUS, ...customGpus(refuse, annotations?.[GPU_TYPES])];
  const check = (prop: string, container: Container | undefined): void => {
    const unknown = Object.keys(plainAmounts({ ...container?.resources?.limits, ...container?.resources?.requests }))
      .filter((name) => !ORDINARY.includes(name))
      .find((name) => !known.includes(name));
    if (unknown === undefined) return;
    refuse(`${prop}.resources`, {
      expected: `of GPUs that KServe knows (${known.join(", ")})`,
      got: unknown,
      fix: `annotations: { "${GPU_TYPES}": '["${unknown}"]' }`,
    });
  };
  check(`containers[${at}]`, containers[at]);
  check("workerSpec.containers[0]", only);
  for (const prop of ["pipelineParallelSize", "tensorParallelSize"] as const) {
    const size = worker[prop];
    if (size === undefined || (Number.isInteger(size) && size >= 1)) continue;
    refuse(`workerSpec.${prop}`, { expected: "a whole number of at least 1", got: size, fix: `${prop}: 1` });
  }
}

/** GPU types that the runtime's pods add to those that KServe knows. */
function customGpus(refuse: Refuse, annotation: string | undefined): string[] {
  if (annotation === undefined || annotation === "") return [];
  try {
    const types: unknown = JSON.parse(annotation);
    if (Array.isArray(types) && types.length > 0 && types.every((type) => typeof type === "string" && type !== "")) {
      return types as string[];
    }
  } catch {
    // Told below, like a list of something else.
  }
  return refuse(`annotations["${GPU_TYPES}"]`, {
    expected: "a JSON list of resource names",
    got: annotation,
    fix: `'["example.com/gpu"]'`,
  });
}
