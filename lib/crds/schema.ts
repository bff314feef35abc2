/**
 * One node of an OpenAPI v3 schema as a CustomResourceDefinition may carry it, in this package's compact form.
 *
 * The keywords are Kubernetes' own. What is compact is how a child is written: in place, or as a {@link SchemaName}.
 *
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema
 */
export interface SchemaNode {
  readonly type?: "object" | "array" | "string" | "integer" | "number" | "boolean";
  readonly format?: string;
  readonly nullable?: boolean;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: boolean;
  readonly exclusiveMaximum?: boolean;
  readonly multipleOf?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly not?: Schema;
  readonly "x-kubernetes-int-or-string"?: boolean;
  readonly "x-kubernetes-preserve-unknown-fields"?: boolean;
  readonly "x-kubernetes-embedded-resource"?: boolean;
  readonly "x-kubernetes-list-type"?: "atomic" | "set" | "map";
  readonly "x-kubernetes-list-map-keys"?: readonly string[];
  readonly "x-kubernetes-map-type"?: "atomic" | "granular";
  readonly "x-kubernetes-validations"?: readonly unknown[];
}

/**
 * A schema by name: one of {@link basicSchemas}, or a type of the same file; then any number of
 * `[]` (a list of it), `[] atomic` (a list replaced as a whole) and `{}` (a map to it).
 */
export type SchemaName = string;

/** A schema in place, or by name. */
export type Schema = SchemaNode | SchemaName;

/** The schemas that every file may name without storing them. */
export const basicSchemas: Readonly<Record<string, SchemaNode>> = {
  string: { type: "string" },
  boolean: { type: "boolean" },
  integer: { type: "integer" },
  number: { type: "number" },
  object: { type: "object" },
  int32: { type: "integer", format: "int32" },
  int64: { type: "integer", format: "int64" },
  double: { type: "number", format: "double" },
  "date-time": { type: "string", format: "date-time" },
  byte: { type: "string", format: "byte" },
  any: { "x-kubernetes-preserve-unknown-fields": true },
  "open-object": { type: "object", "x-kubernetes-preserve-unknown-fields": true },
  "int-or-string": { anyOf: ["integer", "string"], "x-kubernetes-int-or-string": true },
};

/** How the name of a list or a map is made from the name of what it holds. */
export const schemaSuffixes = { atomicList: "[] atomic", list: "[]", map: "{}" } as const;

/** Finds the node behind a name; the same name always gives the same object, so that it can be a key. */
export type Resolve = (schema: Schema) => SchemaNode;

/** Names resolved against the types of one file, each once. */
export function resolver(types: Readonly<Record<string, Schema>>): Resolve {
  const known = new Map<string, SchemaNode>(Object.entries(basicSchemas));
  const named = (name: SchemaName): SchemaNode => {
    const seen = known.get(name);
    if (seen) return seen;
    const node = derived(name) ?? types[name];
    if (node === undefined) throw new Error(`schema data names the type "${name}" and does not have it; fix: npm run crds`);
    const resolved = typeof node === "string" ? named(node) : node;
    known.set(name, resolved);
    return resolved;
  };
  return (schema) => (typeof schema === "string" ? named(schema) : schema);
}

function derived(name: SchemaName): SchemaNode | undefined {
  const { atomicList, list, map } = schemaSuffixes;
  if (name.endsWith(atomicList)) {
    return { type: "array", items: name.slice(0, -atomicList.length), "x-kubernetes-list-type": "atomic" };
  }
  if (name.endsWith(list)) return { type: "array", items: name.slice(0, -list.length) };
  if (name.endsWith(map)) return { type: "object", additionalProperties: name.slice(0, -map.length) };
  return undefined;
}

/** A schema with every child rewritten; keywords that hold no schema stay as they are. */
export function mapChildren(node: SchemaNode, change: (child: Schema, step: string) => Schema): SchemaNode {
  const { properties, items, additionalProperties, allOf, anyOf, oneOf, not } = node;
  const each = (keyword: string, children: readonly Schema[]): Schema[] => children.map((child) => change(child, keyword));
  return {
    ...node,
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).map(([key, child]) => [key, change(child, `.${key}`)])),
    }),
    ...(items !== undefined && { items: change(items, "[]") }),
    ...(typeof additionalProperties !== "boolean" &&
      additionalProperties !== undefined && { additionalProperties: change(additionalProperties, "{}") }),
    ...(allOf && { allOf: each("allOf", allOf) }),
    ...(anyOf && { anyOf: each("anyOf", anyOf) }),
    ...(oneOf && { oneOf: each("oneOf", oneOf) }),
    ...(not !== undefined && { not: change(not, "not") }),
  };
}

/** The schema with every name replaced by what it means: what an API server reads. */
export function expanded(schema: Schema, resolve: Resolve): SchemaNode {
  return mapChildren(resolve(schema), (child) => expanded(child, resolve));
}
