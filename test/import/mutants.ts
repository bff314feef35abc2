import type { Schema } from "../../lib/definitions/schema";
import { kserveObjects } from "./corpus";
import { kinds, schemaOf, type Kind } from "./fields";
import { changed, pathText, places, type Fields, type Place } from "./places";

/** An object of the corpus with one field made wrong. */
export interface Mutant {
  readonly fault: "misspelt" | "wrong type" | "out of range" | "missing";
  /** The field as KServe's messages name it: `spec.predictor.containers[0].image`. */
  readonly path: string;
  readonly object: Fields;
}

/** Every field that the files of the corpus set, made wrong in each way that its schema tells. */
export function mutants(): Mutant[] {
  const objects = kserveObjects().flatMap(({ object }) => (String(object.kind) in kinds ? [object] : []));
  const seen = new Set<string>();
  return objects.flatMap((object) =>
    [...places(object, schemaOf(object.kind as Kind), [])]
      .flatMap(({ path, schema, parent }) => faults(object, path, schema, parent))
      .filter((mutant) => {
        // Each fault of a field once, wherever in the corpus the field stands.
        const identity = `${String(object.kind)} ${mutant.fault} ${mutant.path.replaceAll(/\[\d+\]/g, "[]")}`;
        return !seen.has(identity) && seen.add(identity);
      }),
  );
}

function faults(object: Fields, path: Place["path"], schema: Schema, parent: Schema): Mutant[] {
  const name = String(path.at(-1));
  const misspelt = `${name.slice(0, -1)}${name.at(-1) === "z" ? "y" : "z"}`;
  const text = pathText(path);
  const around = pathText(path.slice(0, -1));
  const wrong = wrongType(schema);
  const beyond = outOfRange(schema);
  return [
    {
      fault: "misspelt",
      path: around === "" ? misspelt : `${around}.${misspelt}`,
      object: changed(object, path, undefined, misspelt),
    },
    ...(wrong === undefined ? [] : [mutant("wrong type", text, changed(object, path, wrong))]),
    ...(beyond === undefined ? [] : [mutant("out of range", text, changed(object, path, beyond))]),
    ...(parent.required?.includes(name) ? [mutant("missing", text, changed(object, path, undefined))] : []),
  ];
}

function mutant(fault: Mutant["fault"], path: string, object: Fields): Mutant {
  return { fault, path, object };
}

function wrongType(schema: Schema): unknown {
  if (schema["x-kubernetes-int-or-string"]) return { some: "object" };
  switch (schema.type) {
    case "object":
    case "array":
    case "integer":
    case "number":
    case "boolean":
      return "some text";
    case "string":
      return 7;
    default:
      return undefined;
  }
}

function outOfRange({ enum: values, minimum, format }: Schema): unknown {
  if (values) return "nonsense";
  if (minimum !== undefined) return minimum - 1;
  return format === "int32" ? 2 ** 31 : undefined;
}
