import type { Schema } from "../../lib/definitions/schema";

/** One field of a resource: the steps from its root, `[]` for a list's item, `{}` for a map's value. */
export type FieldPath = readonly string[];

/** Every field that a schema names, at every place it stands. */
export function fields(schema: Schema, from: FieldPath = []): FieldPath[] {
  const { properties = {}, items, additionalProperties } = schema;
  return [
    ...Object.entries(properties).flatMap(([name, child]) => [[...from, name], ...fields(child, [...from, name])]),
    ...(items ? fields(items, [...from, "[]"]) : []),
    ...(typeof additionalProperties === "object" ? fields(additionalProperties, [...from, "{}"]) : []),
  ];
}

const frameworks = "sklearn xgboost tensorflow pytorch triton onnx huggingface pmml lightgbm paddle".split(" ");

/**
 * Where in an InferenceService a field stands.
 *
 * - `serving`: predictor, transformer or explainer, as models are written today;
 * - the others are copies of the same types: the deprecated fields named for a framework, the pods of further nodes,
 *   and the second predictor of a canary.
 */
export type Region = "serving" | "framework" | "worker" | "canary";

/** The region of a field below `spec`. */
export function regionOf(path: FieldPath): Region {
  const [, component = "", next = ""] = path;
  if (component === "canary") return "canary";
  if (next === "workerSpec") return "worker";
  return frameworks.includes(next) ? "framework" : "serving";
}

/** The field whatever copy of its type it stands in: a container's `image` is one field, wherever the container is. */
export function distinct(path: FieldPath): string {
  const own = path.filter((step) => step !== "[]" && step !== "{}").slice(1);
  const [component, ...rest] = own;
  const inComponent =
    component === "canary" && rest[0] === "predictor" ? rest.slice(1) : component === "canary" ? own : rest;
  if (inComponent.length === 0) return String(component);
  const inPod = inComponent[0] === "workerSpec" && inComponent.length > 1 ? inComponent.slice(1) : inComponent;
  const [first = "", ...below] = inPod;
  if (below.length === 0) return first;
  const isContainer = [...frameworks, "model", "art", "containers", "initContainers", "ephemeralContainers"].includes(
    first,
  );
  return [isContainer ? "container" : first, ...below].join(".");
}
