import type { Fold } from "./folds";
import { mapChildren, type Schema } from "./schema";

const OPEN = { type: "object", "x-kubernetes-preserve-unknown-fields": true } satisfies Schema;

/**
 * The schema with the subtrees that a fold names left open: their own name and kind stay, what is below is kept and not
 * judged. Whatever the full schema accepts, the folded one accepts and keeps.
 */
export function foldSchema(schema: Schema, { path }: Fold): Schema {
  return foldAt(schema, parse(path));
}

/** One step of a path: the names it may take, or the items of a list. */
type Step = readonly string[] | "[]";

function parse(path: string): Step[] {
  return path.split(".").flatMap((part): Step[] => {
    const list = part.endsWith("[]");
    const name = list ? part.slice(0, -2) : part;
    const names = /^\{(.*)\}$/.exec(name)?.[1]?.split(",") ?? [name];
    return list ? [names, "[]"] : [names];
  });
}

function foldAt(schema: Schema, [step, ...rest]: readonly Step[]): Schema {
  if (step === undefined) return opened(schema);
  if (step === "[]") return schema.items ? { ...schema, items: foldAt(schema.items, rest) } : schema;
  if (!schema.properties) return schema;
  return {
    ...schema,
    properties: Object.fromEntries(
      Object.entries(schema.properties).map(([name, child]) => [
        name,
        step.includes(name) ? foldAt(child, rest) : child,
      ]),
    ),
  };
}

function opened({ type, nullable, items }: Schema): Schema {
  if (type !== "object" && (type !== "array" || items?.type !== "object")) {
    throw new Error(`a fold opens an object or a list of objects, not ${type ?? "a value of any type"}`);
  }
  const kept = nullable === undefined ? {} : { nullable };
  return type === "array" ? { ...kept, type, items: OPEN } : { ...kept, ...OPEN };
}

/**
 * The schema without keywords that repeat what holds anyway: a list is atomic unless it says otherwise, and a value that
 * is a number or text by `x-kubernetes-int-or-string` needs no `anyOf` to say so.
 *
 * @see https://kubernetes.io/docs/reference/using-api/server-side-apply/#merge-strategy
 */
export function terse(schema: Schema): Schema {
  const { "x-kubernetes-list-type": listType, anyOf, ...rest } = schema;
  const isIntOrString = schema["x-kubernetes-int-or-string"] === true && canonicalIntOrString(anyOf);
  return mapChildren(
    {
      ...rest,
      ...(listType !== undefined && listType !== "atomic" && { "x-kubernetes-list-type": listType }),
      ...(anyOf && !isIntOrString && { anyOf }),
    },
    terse,
  );
}

function canonicalIntOrString(anyOf: readonly Schema[] | undefined): boolean {
  return JSON.stringify(anyOf) === '[{"type":"integer"},{"type":"string"}]';
}
