import type { Schema } from "../../lib/definitions/schema";

/** An object of Kubernetes, or a part of one. */
export type Fields = Record<string, unknown>;

/** A field that an object sets. */
export interface Place {
  readonly path: readonly (string | number)[];
  readonly schema: Schema;
  readonly parent: Schema;
}

/** Every field that an object sets and its schema names. */
export function* places(value: unknown, schema: Schema, path: Place["path"]): Generator<Place> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* places(item, schema.items ?? {}, [...path, index]);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  for (const [name, item] of Object.entries(value)) {
    const known = schema.properties?.[name];
    if (known) yield { path: [...path, name], schema: known, parent: schema };
    const inner = known ?? (typeof schema.additionalProperties === "object" ? schema.additionalProperties : undefined);
    if (inner) yield* places(item, inner, [...path, name]);
  }
}

/** A copy with one field changed, taken out, or under another name. */
export function changed(object: Fields, path: Place["path"], value: unknown, name?: string): Fields {
  const copy = JSON.parse(JSON.stringify(object)) as Fields;
  const parent = path.slice(0, -1).reduce((around: Fields, step) => around[step] as Fields, copy);
  const key = String(path.at(-1));
  const old = parent[key];
  if (value === undefined) Reflect.deleteProperty(parent, key);
  if (name !== undefined) parent[name] = old;
  else if (value !== undefined) parent[key] = value;
  return copy;
}

/** A path as KServe's messages name it: `spec.predictor.containers[0].image`. */
export function pathText(path: Place["path"]): string {
  return path.map((step, index) => (typeof step === "number" ? `[${step}]` : index === 0 ? step : `.${step}`)).join("");
}
