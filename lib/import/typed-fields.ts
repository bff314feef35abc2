import type { FoundSchema } from "../definitions/find-schema";
import { resolved, type Schema } from "../definitions/schema";

/** A field that the schema does not know. */
export interface UnknownField {
  /** `spec.predictor.minReplica` */
  readonly path: string;
  /** The same as a JSON pointer. */
  readonly pointer: string;
  readonly value: unknown;
}

/** An object, parted by what its schema knows. */
export interface TypedFields {
  readonly known: unknown;
  readonly unknown: readonly UnknownField[];
  /** Fields that are null, which the API server takes for absent. */
  readonly absent: readonly string[];
  /** How many fields are known. */
  readonly count: number;
}

interface Found {
  readonly types: FoundSchema["types"];
  readonly unknown: UnknownField[];
  readonly absent: string[];
  count: number;
}

/** Parts a value by its schema: every field that the schema names or leaves open is known. */
export function typedFields(
  value: unknown,
  { schema, types }: FoundSchema,
  path: string,
  pointer: string,
): TypedFields {
  const found: Found = { types, unknown: [], absent: [], count: 0 };
  const known = walk(value, schema, path, pointer, found);
  return { known, unknown: found.unknown, absent: found.absent, count: found.count };
}

function walk(value: unknown, schema: Schema, path: string, pointer: string, found: Found): unknown {
  const plain = resolved(schema, found.types);
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) =>
      walk(item, plain.items ?? OPEN, `${path}[${index}]`, `${pointer}/${index}`, found),
    );
  }
  if (typeof value !== "object" || value === null) return value;
  const { properties, additionalProperties } = plain;
  const isOpen =
    plain["x-kubernetes-preserve-unknown-fields"] === true ||
    additionalProperties === true ||
    (properties === undefined && additionalProperties === undefined);
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, item]: [string, unknown]): [string, unknown][] => {
      const at = path === "" ? name : `${path}.${name}`;
      const below = `${pointer}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
      const known =
        (properties && Object.hasOwn(properties, name) ? properties[name] : undefined) ??
        (typeof additionalProperties === "object" ? additionalProperties : isOpen ? OPEN : undefined);
      if (!known) {
        found.unknown.push({ path: at, pointer: below, value: item });
        return [];
      }
      if (item === null) {
        found.absent.push(at);
        return [];
      }
      found.count += 1;
      return [[name, walk(item, known, at, below, found)]];
    }),
  );
}

const OPEN: Schema = { "x-kubernetes-preserve-unknown-fields": true };
