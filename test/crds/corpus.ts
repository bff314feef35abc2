import { crds } from "../../lib/definitions/definitions";
import type { Schema } from "../../lib/definitions/schema";
import { canaryFields, frameworkFields, workerFields } from "./copies";
import { distinct, fields, regionOf, type FieldPath, type Region } from "./fields";
import { at, everything, holding } from "./samples";

/** The CRD that the corpus is made for. */
export const corpusCrd = "inferenceservices.serving.kserve.io";

/** A custom resource and what it is for. */
export interface Sample {
  /** Where its fields stand, such as `spec.predictor.model`. */
  readonly name: string;
  readonly manifest: object;
}

/** A custom resource with one misspelt key. */
export interface Mutant extends Sample {
  /** The misspelt field, before it was. */
  readonly path: FieldPath;
  readonly region: Region;
  /** The field, whatever copy of its type it stands in. */
  readonly field: string;
  /** Whether people write this field here: all of `serving`, and what `copies.ts` lists of the copies. */
  readonly isWritten: boolean;
}

/** The smallest set of resources in which every field stands at every place it may: each is valid by the full schema. */
export function corpus(schema: Schema = fullSchema()): Sample[] {
  const spec = at(schema, ["spec"]);
  const component = (path: FieldPath): Sample[] =>
    Object.entries(at(schema, path).properties ?? {}).map(([name, child]) =>
      resource(`${text(path)}.${name}`, holding(schema, [...path, name], everything(child))),
    );
  return Object.entries(spec.properties ?? {}).flatMap(([name, child]) => {
    if (name === "canary") {
      const item = ["spec", name, "[]"];
      return [
        resource(text([...item, "trafficPercent"]), holding(schema, [...item, "trafficPercent"], 1)),
        ...component([...item, "predictor"]),
      ];
    }
    return child.properties
      ? component(["spec", name])
      : [resource(`spec.${name}`, holding(schema, ["spec", name], everything(child)))];
  });
}

/** One resource a field and place, with that field's key misspelt and nothing else wrong but what follows from it. */
export function mutants(schema: Schema = fullSchema()): Mutant[] {
  return fields(at(schema, ["spec"]), ["spec"]).map((path) => {
    const parent = path.slice(0, -1);
    const key = path.at(-1) ?? "";
    const value = holding(at(schema, parent), [key], everything(at(schema, path))) as Record<string, unknown>;
    const { [key]: moved, ...others } = value;
    const misspelt = { ...others, [misspelling(key, at(schema, parent))]: moved };
    const region = regionOf(path);
    return {
      ...resource(text(path), holding(schema, parent, misspelt)),
      path,
      region,
      field: distinct(path),
      isWritten: isWritten(path, region),
    };
  });
}

/** Upstream's schema of the corpus' kind, expanded. */
export function fullSchema(form: "full" | "folded" = "full"): Schema {
  const schema = crds("kserve-0.20.0", form, [corpusCrd])[0]?.spec.versions[0]?.schema.openAPIV3Schema;
  if (!schema) throw new Error(`the data has no ${corpusCrd}`);
  return schema;
}

function isWritten(path: FieldPath, region: Region): boolean {
  const own = path.filter((step) => step !== "[]" && step !== "{}");
  switch (region) {
    case "serving":
      return true;
    case "framework":
      return own.length === 3 || frameworkFields.has(own.slice(3).join("."));
    case "worker":
      return own.length === 3 || workerFields.has(own.slice(3).join("."));
    case "canary":
      return own.length === 2 || canaryFields.has(own.slice(2).join("."));
  }
}

/** The key with its last two letters in the other order, or a letter more where that is a name too. */
function misspelling(key: string, { properties = {} }: Schema): string {
  const swapped = key.slice(0, -2) + key.slice(-1) + key.slice(-2, -1);
  return swapped === key || swapped in properties ? `${key}x` : swapped;
}

function resource(name: string, manifest: unknown): Sample {
  const metadata = { name: "sample", namespace: "default" };
  return {
    name,
    manifest: { apiVersion: "serving.kserve.io/v1beta1", kind: "InferenceService", metadata, ...(manifest as object) },
  };
}

function text(path: FieldPath): string {
  return path.join(".").replaceAll(".[]", "[]").replaceAll(".{}", "{}");
}
