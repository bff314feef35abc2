import { crds } from "../../../lib/definitions/definitions";
import type { Schema } from "../../../lib/definitions/schema";
import type { Manifest } from "../../../lib/internal/emit";
import type { FieldPath } from "../../crds/fields";
import { isOpened, ownedPaths, written } from "../../crds/owned";
import { at, everything, holding, least } from "../../crds/samples";

/** One way to get a field wrong. */
export type Fault = "misspelt" | "mistyped" | "out of range" | "missing";

/** A field that KServe owns, at one place. */
export interface OwnedField {
  /** `InferenceService spec.predictor.minReplicas` */
  readonly name: string;
  readonly cases: readonly BadCase[];
  /** Whether the fold plan leaves the place open, so that only our own check judges it. */
  readonly isFolded: boolean;
  readonly isRequired: boolean;
}

/** A resource with one field wrong. */
export interface BadCase {
  readonly fault: Fault;
  /** Where a judge of it should point: `spec.predictor.minReplicsa`. */
  readonly path: string;
  readonly manifest: Manifest;
  /** The same resource with the field right: what is wrong with the other is this field alone. */
  readonly right: Manifest;
}

/** Every field that KServe owns in the CRDs that are given, with each fault that its schema lets it have. */
export function ownedFields(names: readonly string[]): OwnedField[] {
  const folded = crds("kserve-0.20.0", "folded", names);
  return crds("kserve-0.20.0", "full", names).flatMap(({ spec: { group, names, scope, versions } }, index) =>
    versions
      .filter(({ served }) => served)
      .flatMap(({ name, schema: { openAPIV3Schema: schema } }) => {
        const emitted = folded[index]?.spec.versions.find((version) => version.name === name)?.schema.openAPIV3Schema;
        const manifest = (rest: unknown): Manifest => ({
          apiVersion: `${group}/${name}`,
          kind: names.kind,
          metadata: { name: "bad", ...(scope === "Namespaced" && { namespace: "default" }) },
          ...(rest as object),
        });
        return ownedPaths(at(schema, ["spec"]), ["spec"]).map((path) => ({
          name: `${names.kind} ${written(path)}`,
          cases: cases(schema, path, manifest),
          isFolded: isOpened(emitted, path),
          isRequired: at(schema, path.slice(0, -1)).required?.includes(path.at(-1) ?? "") ?? false,
        }));
      }),
  );
}

function cases(root: Schema, path: FieldPath, manifest: (rest: unknown) => Manifest): BadCase[] {
  const parentPath = path.slice(0, -1);
  const key = path.at(-1) ?? "";
  const parent = at(root, parentPath);
  const schema = at(root, path);
  const { [key]: _field, ...others } = least(parent) as Record<string, unknown>;
  const value = everything(schema);
  const inParent = (fields: object): Manifest => manifest(holding(root, parentPath, { ...others, ...fields }));
  const right = inParent({ [key]: value });
  const wrong = misspelling(key, parent);
  const place = written(path);
  const all: BadCase[] = [
    {
      fault: "misspelt",
      path: written([...parentPath, wrong]),
      manifest: inParent({ [key]: value, [wrong]: value }),
      right,
    },
  ];
  for (const other of mistyped(schema))
    all.push({ fault: "mistyped", path: place, manifest: inParent({ [key]: other }), right });
  for (const beyond of outOfRange(schema))
    all.push({ fault: "out of range", path: place, manifest: inParent({ [key]: beyond }), right });
  if (parent.required?.includes(key)) all.push({ fault: "missing", path: place, manifest: inParent({}), right });
  return all;
}

/** Values of another type than the schema's; none where it takes any. */
function mistyped({ type, ...schema }: Schema): unknown[] {
  if (schema["x-kubernetes-int-or-string"]) return [true];
  switch (type) {
    case "string":
      return [{ a: "b" }];
    case "integer":
    case "number":
    case "boolean":
    case "array":
    case "object":
      return ["text"];
    default:
      return [];
  }
}

/** Values of the right type that the schema's bounds leave out; an integer's `format` is no bound to the API server. */
function outOfRange({ minimum, maximum, minLength, maxLength, minItems, ...schema }: Schema): unknown[] {
  return [
    ...(schema.enum && schema.type === "string" ? ["no-such-value"] : []),
    ...(minimum === undefined ? [] : [minimum - 1]),
    ...(maximum === undefined ? [] : [maximum + 1]),
    ...(minLength === undefined || minLength === 0 ? [] : [""]),
    ...(maxLength === undefined ? [] : ["x".repeat(maxLength + 1)]),
    ...(minItems === undefined || minItems === 0 ? [] : [[]]),
  ];
}

function misspelling(key: string, { properties = {} }: Schema): string {
  const swapped = key.slice(0, -2) + key.slice(-1) + key.slice(-2, -1);
  return swapped === key || swapped in properties ? `${key}x` : swapped;
}
