import type { Schema } from "../../lib/definitions/schema";

/** The least value that a schema accepts: required fields only. */
export function least(schema: Schema): unknown {
  return sample(schema, ([name]) => schema.required?.includes(name) ?? false, least);
}

/** A value with every field that a schema names, all the way down. */
export function everything(schema: Schema): unknown {
  return sample(schema, () => true, everything);
}

/** The least value that holds what `inner` is, at `path` below the schema; `[]` is the only item of a list. */
export function holding(schema: Schema, path: readonly string[], inner: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return inner;
  if (step === "[]") return [holding(schema.items ?? {}, rest, inner)];
  if (step === "{}") return { key: holding(mapValue(schema), rest, inner) };
  const around = least(schema) as Record<string, unknown>;
  return { ...around, [step]: holding(schema.properties?.[step] ?? {}, rest, inner) };
}

/** The schema at `path` below a schema. */
export function at(schema: Schema, path: readonly string[]): Schema {
  const [step, ...rest] = path;
  if (step === undefined) return schema;
  const child = step === "[]" ? schema.items : step === "{}" ? mapValue(schema) : schema.properties?.[step];
  if (child === undefined) throw new Error(`the schema has no ${path.join(".")}`);
  return at(child, rest);
}

function mapValue({ additionalProperties }: Schema): Schema {
  return typeof additionalProperties === "object" ? additionalProperties : {};
}

function sample(
  schema: Schema,
  isWanted: (property: readonly [string, Schema]) => boolean,
  inner: (child: Schema) => unknown,
): unknown {
  if (schema.default !== undefined && schema.type !== "object") return schema.default;
  if (schema.enum) return schema.enum[0];
  // "1" is a quantity, a port's name and a number alike; 1 would not show that text is taken too.
  if (schema["x-kubernetes-int-or-string"]) return "1";
  switch (schema.type) {
    case "integer":
    case "number":
      return Math.max(schema.minimum ?? 1, 1);
    case "boolean":
      return true;
    case "string":
      return schema.format === "date-time" ? "2026-01-01T00:00:00Z" : "x".repeat(Math.max(schema.minLength ?? 1, 1));
    case "array":
      return [inner(schema.items ?? {})];
    default: {
      const named = Object.entries(schema.properties ?? {}).filter(isWanted);
      if (typeof schema.additionalProperties === "object") return { key: inner(schema.additionalProperties) };
      return Object.fromEntries(named.map(([name, child]) => [name, inner(child)]));
    }
  }
}
