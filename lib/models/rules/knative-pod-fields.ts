import { schemaOf } from "../../definitions/find-schema";
import { UNKNOWN_FIELD, violations, violationsOf } from "../../definitions/violations";
import { resolved, type Schema } from "../../definitions/schema";
import type { PlatformFacts } from "../../internal/platform-facts";
import { statedPod } from "../knative-pod";
import type { InferenceServiceSpec } from "../spec";
import { KNATIVE, type Rule } from "./rule";

/** Knative's schema knows a part of a pod's fields; what it does not know is dropped in silence before its webhook looks. */
export const knativePodFields: Rule = {
  refuses:
    "a field of a pod or a container that Knative's schema does not know (`terminationGracePeriodSeconds`, `lifecycle`, `serviceAccount` …)",
  source: `knative-serving v1.21.1 serving-core.yaml, the CRD of Services; ${KNATIVE}/serving/fieldmask.go`,
  *check({ mode, components, facts, spec }) {
    const found = mode === "Knative" ? podSchema(facts) : undefined;
    if (!found) return;
    let misspelled: ReadonlySet<string> | undefined;
    for (const component of components) {
      const { pod, places } = statedPod(component);
      for (const { path, expected } of violationsOf(pod, found.schema, found.types)) {
        if (expected !== UNKNOWN_FIELD) continue;
        const prop =
          component.at + path.replace(/^containers\[(\d+)\]/, (_, index: string) => places[Number(index)] ?? _);
        // What KServe's own schema does not know either is told by it, with the name that was meant.
        misspelled ??= unknownToKServe(spec, facts);
        if (misspelled.has(prop)) continue;
        yield {
          prop,
          expected: "left out in Knative mode, whose Services know no such field",
          got: path.split(".").at(-1),
          fix: 'leave it out, or mode: "Standard"',
        };
      }
      // Only turning the token off is let through.
      if (pod.automountServiceAccountToken !== true) continue;
      yield {
        prop: `${component.at}automountServiceAccountToken`,
        expected: "false, or left out, in Knative mode",
        got: true,
        fix: "leave it out",
      };
    }
  },
};

/** Fields that KServe's schema does not know, as properties. */
function unknownToKServe(spec: InferenceServiceSpec, { release }: PlatformFacts): ReadonlySet<string> {
  const manifest = { apiVersion: "serving.kserve.io/v1beta1", kind: "InferenceService", metadata: {}, spec };
  const unknown = violations(manifest, release).filter(({ expected }) => expected === UNKNOWN_FIELD);
  return new Set(unknown.map(({ path }) => path.replace(/^spec\.(predictor\.)?/, "")));
}

/** The pod in a Service of Knative. */
function podSchema({ release }: PlatformFacts): ReturnType<typeof schemaOf> {
  const found = schemaOf(release, "serving.knative.dev/v1", "Service");
  const below = (schema: Schema | undefined, name: string): Schema | undefined =>
    schema && resolved(schema, found?.types ?? {}).properties?.[name];
  const schema = below(below(below(found?.schema, "spec"), "template"), "spec");
  return found && schema && { schema, types: found.types };
}
