import { resolved, type Schema } from "./schema";

/** Where a value stands, and what its schema says of it. */
export interface Place {
  /** `spec.predictor.containers[0].env` */
  readonly path: string;
  readonly schema: Schema;
  /** Whether its object has to have it. */
  readonly isRequired: boolean;
}

/**
 * A value with everything in it changed that a schema knows, from the inside out; what becomes undefined is left out.
 *
 * What is no plain data, such as a value that cdk8s resolves later, stays as it is.
 */
export function mapFields(
  value: unknown,
  schema: Schema,
  types: Readonly<Record<string, Schema>>,
  change: (value: unknown, place: Place) => unknown,
  path: string,
  isRequired = true,
): unknown {
  const plain = resolved(schema, types);
  const place = { path, schema: plain, isRequired };
  if (Array.isArray(value)) {
    const { items } = plain;
    if (!items) return change(value, place);
    return change(
      value.map((item, index) => mapFields(item, items, types, change, `${path}[${index}]`)),
      place,
    );
  }
  if (!isPlain(value)) return change(value, place);
  const { properties = {}, additionalProperties, required = [] } = plain;
  const fields = Object.entries(value).flatMap(([name, item]): [string, unknown][] => {
    const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
    const known = property ?? (typeof additionalProperties === "object" ? additionalProperties : undefined);
    if (!known) return [[name, item]];
    const needed = property === undefined || required.includes(name);
    const changed = mapFields(item, known, types, change, `${path}.${name}`, needed);
    return changed === undefined ? [] : [[name, changed]];
  });
  return change(Object.fromEntries(fields), place);
}

function isPlain(value: unknown): value is object {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
