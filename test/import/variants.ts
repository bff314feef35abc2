import type { Schema } from "../../lib/definitions/schema";
import { violations } from "../../lib/definitions/violations";
import { isFields } from "../../lib/import/fields";
import { kserveObjects } from "./corpus";
import { kinds, schemaOf, type Kind } from "./fields";
import { changed, pathText, places, type Fields, type Place } from "./places";

/** An object of the corpus with one field of another value, which its schema allows: only a webhook can mind it. */
export interface Variant {
  /** `InferenceService spec.predictor.minReplicas = -1`, or `InferenceService a.yaml beside b.yaml`. */
  readonly title: string;
  readonly object: Fields;
}

/** Values that are likely to be wrong in what a schema leaves open. */
const NUMBERS = [0, -1, 1_000_000];
const TEXTS = ["", "nonsense", "No_Name"];

/** What tells KServe and Knative how to run a model. */
const ANNOTATIONS = /^(serving\.kserve\.io|autoscaling\.knative\.dev|serving\.knative\.dev)\//;

/**
 * Every field that the files of the corpus set, left out and set to other values that its schema allows, and every two
 * predictors of the corpus that stand next to each other made one.
 */
export function variants(): Variant[] {
  const objects = kserveObjects().filter(
    ({ object: { kind } }) => String(kind) in kinds && kind !== "ClusterStorageContainer",
  );
  const seen = new Set<string>();
  const ofFields = objects.flatMap(({ object }) =>
    [
      ...[...places(object, schemaOf(object.kind as Kind), [])].flatMap((place) => ofPlace(object, place)),
      ...ofAnnotations(object),
    ].filter(({ title }) => {
      // Each value of a field once, wherever in the corpus the field stands.
      const identity = title.replaceAll(/\[\d+\]/g, "[]");
      return !seen.has(identity) && seen.add(identity);
    }),
  );
  const services = objects.filter(({ object }) => object.kind === "InferenceService");
  const ofPairs = services.flatMap(({ name, object }, index) => {
    const other = services[index + 1];
    return other
      ? [{ title: `InferenceService ${name} beside ${other.name}`, object: together(object, other.object) }]
      : [];
  });
  return [...ofFields, ...ofPairs].filter(({ object }) => violations(object).length === 0);
}

function ofPlace(object: Fields, { path, schema }: Place): Variant[] {
  const title = `${String(object.kind)} ${pathText(path)}`;
  const without = { title: `${title} left out`, object: changed(object, path, undefined) };
  return [
    without,
    ...others(valueAt(object, path), schema).map((value) => ({
      title: `${title} = ${JSON.stringify(value)}`,
      object: changed(object, path, value),
    })),
  ];
}

function others(value: unknown, schema: Schema): unknown[] {
  if (Array.isArray(value)) return [[], [...(value as unknown[]), ...(value as unknown[])]];
  switch (typeof value) {
    case "number":
      return NUMBERS;
    case "boolean":
      return [!value];
    case "string":
      if (schema.enum) return schema.enum.filter((one) => one !== value);
      return schema["x-kubernetes-int-or-string"] ? [0, "-1"] : TEXTS;
    default:
      return [{}];
  }
}

function ofAnnotations(object: Fields): Variant[] {
  const { annotations = {} } = object.metadata as { annotations?: Readonly<Record<string, string>> };
  return Object.keys(annotations)
    .filter((name) => ANNOTATIONS.test(name))
    .flatMap((name) =>
      ["", "nonsense", "-1", "0"].map((value) => ({
        title: `${String(object.kind)} metadata.annotations["${name}"] = ${JSON.stringify(value)}`,
        object: changed(object, ["metadata", "annotations", name], value),
      })),
    );
}

/** A model that asks for what two models ask for. */
function together(one: Fields, other: Fields): Fields {
  return merged(one, { metadata: { annotations: {}, ...(other.metadata as Fields) }, spec: other.spec }) as Fields;
}

function merged(one: unknown, other: unknown): unknown {
  if (!isFields(one) || !isFields(other)) return one ?? other;
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return Object.fromEntries(names.map((name) => [name, merged(one[name], other[name])]));
}

function valueAt(object: Fields, path: Place["path"]): unknown {
  return path.reduce((around: unknown, step) => (around as Fields)[step], object);
}
