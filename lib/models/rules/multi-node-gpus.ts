import { GPU_RESOURCE_TYPES } from "../annotations";
import { type Rule, WEBHOOK } from "./rule";

const BASIC = ["cpu", "memory", "storage", "ephemeral-storage"];
const KNOWN = ["nvidia.com/gpu", "amd.com/gpu", "intel.com/gpu", "habana.ai/gaudi"];

/** KServe counts GPUs by the resources that it knows. */
export const multiNodeGpus: Rule = {
  refuses: "a resource beside a `workerSpec` that KServe does not know for a GPU",
  source: `${WEBHOOK} validateMultiNodeVariables; kserve v0.20.0 pkg/utils/utils.go HasUnknownGpuResourceType`,
  *check({ annotations, facts, spec: { predictor } }) {
    const { workerSpec, model } = predictor;
    if (!workerSpec) return;
    const custom = stated(annotations[GPU_RESOURCE_TYPES]);
    if (custom === undefined) {
      yield {
        prop: `annotations["${GPU_RESOURCE_TYPES}"]`,
        expected: "a JSON list of resource names",
        got: annotations[GPU_RESOURCE_TYPES],
        fix: '"[\\"acme.com/gpu\\"]"',
      };
      return;
    }
    // Of a KServe that is there, the names that its configuration adds are not known.
    if (!facts.gpuResourceTypes) return;
    const known = [...KNOWN, ...facts.gpuResourceTypes, ...custom];
    const places = [
      ["model.resources", model?.resources] as const,
      ...(workerSpec.containers ?? []).map(
        ({ resources }, index) => [`workerSpec.containers[${String(index)}].resources`, resources] as const,
      ),
    ];
    for (const [prop, resources] of places) {
      for (const name of Object.keys({ ...resources?.requests, ...resources?.limits })) {
        if ([...BASIC, ...known].includes(name)) continue;
        yield {
          prop: `${prop}.${name}`,
          expected: `cpu, memory or one of ${known.join(", ")}`,
          got: name,
          fix: `annotations: { "${GPU_RESOURCE_TYPES}": '["${name}"]' }`,
        };
      }
    }
  },
};

/** Names of the annotation; undefined where it is no list of names. */
function stated(annotation = ""): string[] | undefined {
  if (annotation === "") return [];
  try {
    const names: unknown = JSON.parse(annotation);
    return Array.isArray(names) && names.length > 0 && names.every((name) => typeof name === "string" && name !== "")
      ? (names as string[])
      : undefined;
  } catch {
    return undefined;
  }
}
