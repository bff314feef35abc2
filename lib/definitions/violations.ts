import { nearest } from "../internal/nearest";
import { latestRelease } from "../releases";
import type { Release } from "../releases/release";
import { definitionOf, schemaOf } from "./find-schema";
import { resolved, type Schema } from "./schema";

/** One way in which a custom resource breaks its schema. */
export interface Violation {
  /** `spec.predictor.model.storageUri` */
  readonly path: string;
  readonly expected: string;
  readonly got: unknown;
  readonly fix: string;
}

/** A schema with the shared types it refers to. */
interface Context {
  readonly types: Readonly<Record<string, Schema>>;
  readonly found: Violation[];
}

/** What is expected where a field stands that the schema does not have. */
export const UNKNOWN_FIELD = "a field that the schema knows";

const METADATA_KEYS = [
  "annotations",
  "creationTimestamp",
  "deletionGracePeriodSeconds",
  "deletionTimestamp",
  "finalizers",
  "generateName",
  "generation",
  "labels",
  "managedFields",
  "name",
  "namespace",
  "ownerReferences",
  "resourceVersion",
  "selfLink",
  "uid",
];

/**
 * Checks a custom resource against upstream's full schema, the way a strict API server does: unknown fields, types,
 * required fields, enums, bounds, patterns. CEL rules are left to the API server.
 *
 * Kinds that the release has no schema of pass.
 */
export function violations(manifest: object, release: Release = latestRelease): Violation[] {
  const { apiVersion, kind } = manifest as { apiVersion?: unknown; kind?: unknown };
  if (typeof apiVersion !== "string" || typeof kind !== "string") return [];
  const found = schemaOf(release, apiVersion, kind);
  if (!found) return wrongVersion(release, apiVersion, kind);
  return violationsOf(manifest, found.schema, found.types);
}

/** As {@link violations}, against a schema at hand. */
export function violationsOf(
  manifest: object,
  schema: Schema,
  types: Readonly<Record<string, Schema>> = {},
): Violation[] {
  const context: Context = { types, found: [] };
  // Versions that are alike share their root, which then is a reference itself.
  const root = resolved(schema, types);
  const properties = { apiVersion: ANY, kind: ANY, ...root.properties, metadata: METADATA };
  check(manifest, { ...root, properties }, "", context);
  return context.found;
}

const ANY: Schema = { "x-kubernetes-preserve-unknown-fields": true };
const METADATA: Schema = {
  type: "object",
  properties: Object.fromEntries(METADATA_KEYS.map((key) => [key, ANY])),
};

/** A kind that this package has a schema of, in a version that its definition does not have. */
function wrongVersion(release: Release, apiVersion: string, kind: string): Violation[] {
  const [group = ""] = apiVersion.split("/");
  const versions = definitionOf(release, group, kind)?.definition.spec.versions.map(({ name }) => `${group}/${name}`);
  if (!versions) return [];
  const fix = `write ${versions.join(" or ")}`;
  return [{ path: "apiVersion", expected: `one of ${versions.join(", ")}`, got: apiVersion, fix }];
}

function check(value: unknown, schema: Schema, path: string, context: Context): void {
  const plain = resolved(schema, context.types);
  if (value === undefined || (value === null && plain.nullable)) return;
  const expected = typeMismatch(value, plain);
  if (expected !== undefined) {
    report(context, path, expected, value, `write ${expected}`);
    return;
  }
  if (plain.enum && !plain.enum.includes(value)) {
    const allowed = plain.enum.map((item) => JSON.stringify(item)).join(", ");
    report(context, path, `one of ${allowed}`, value, suggestion(value, plain.enum) ?? "take one of them");
  }
  if (typeof value === "number") checkNumber(value, plain, path, context);
  if (typeof value === "string") checkText(value, plain, path, context);
  if (Array.isArray(value)) checkList(value, plain, path, context);
  else if (typeof value === "object" && value !== null) checkObject(value, plain, path, context);
}

function typeMismatch(value: unknown, schema: Schema): string | undefined {
  if (schema["x-kubernetes-int-or-string"]) {
    return typeof value === "string" || Number.isInteger(value) ? undefined : "a whole number or text";
  }
  switch (schema.type) {
    case "object":
      return typeof value === "object" && value !== null && !Array.isArray(value) ? undefined : "an object";
    case "array":
      return Array.isArray(value) ? undefined : "a list";
    case "string":
      return typeof value === "string" ? undefined : "text";
    case "boolean":
      return typeof value === "boolean" ? undefined : "true or false";
    case "integer":
      return Number.isInteger(value) ? undefined : "a whole number";
    case "number":
      return typeof value === "number" ? undefined : "a number";
    default:
      return undefined;
  }
}

const INT32 = 2 ** 31;

function checkNumber(value: number, schema: Schema, path: string, context: Context): void {
  const minimum = schema.minimum ?? (schema.format === "int32" ? -INT32 : undefined);
  const maximum = schema.maximum ?? (schema.format === "int32" ? INT32 - 1 : undefined);
  if (minimum !== undefined && (schema.exclusiveMinimum ? value <= minimum : value < minimum)) {
    report(context, path, `${schema.exclusiveMinimum ? "above" : "at least"} ${minimum}`, value, "raise it");
  }
  if (maximum !== undefined && (schema.exclusiveMaximum ? value >= maximum : value > maximum)) {
    report(context, path, `${schema.exclusiveMaximum ? "below" : "at most"} ${maximum}`, value, "lower it");
  }
}

function checkText(value: string, schema: Schema, path: string, context: Context): void {
  const length = Array.from(value).length;
  if (length < (schema.minLength ?? 0))
    report(context, path, `at least ${schema.minLength ?? 0} characters`, value, "write more");
  if (length > (schema.maxLength ?? Infinity))
    report(context, path, `at most ${schema.maxLength ?? 0} characters`, value, "shorten it");
  if (schema.pattern !== undefined && !pattern(schema.pattern).test(value)) {
    report(context, path, `text that matches ${schema.pattern}`, value, "write it in that form");
  }
}

function checkList(value: readonly unknown[], schema: Schema, path: string, context: Context): void {
  if (value.length < (schema.minItems ?? 0))
    report(context, path, `at least ${schema.minItems ?? 0} items`, value, "add one");
  if (value.length > (schema.maxItems ?? Infinity))
    report(context, path, `at most ${schema.maxItems ?? 0} items`, value, "remove some");
  checkUnique(value, schema, path, context);
  const { items } = schema;
  if (items)
    value.forEach((item, index) => {
      check(item, items, `${path}[${index}]`, context);
    });
}

function checkObject(value: object, schema: Schema, path: string, context: Context): void {
  const { properties, additionalProperties } = schema;
  const given = new Map(
    Object.entries(value).filter(([name, item]) => !isDropped(item, own(properties, name), context)),
  );
  for (const name of schema.required ?? []) {
    if (!given.has(name)) report(context, at(path, name), "present", undefined, `set ${name}`);
  }
  if (given.size < (schema.minProperties ?? 0))
    report(context, path, `at least ${schema.minProperties ?? 0} entries`, value, "add one");
  if (given.size > (schema.maxProperties ?? Infinity))
    report(context, path, `at most ${schema.maxProperties ?? 0} entries`, value, "remove some");
  const open =
    schema["x-kubernetes-preserve-unknown-fields"] === true ||
    additionalProperties === true ||
    (properties === undefined && additionalProperties === undefined && schema.type !== "object");
  for (const [name, item] of given) {
    const known = own(properties, name);
    if (known) check(item, known, at(path, name), context);
    else if (typeof additionalProperties === "object") check(item, additionalProperties, at(path, name), context);
    else if (!open) {
      const names = Object.keys(properties ?? {});
      report(context, at(path, name), UNKNOWN_FIELD, name, suggestion(name, names) ?? "remove it");
    }
  }
}

/** A field that the server leaves out before it judges: it is absent, or null where the schema knows no null. */
function isDropped(value: unknown, schema: Schema | undefined, { types }: Context): boolean {
  if (value === undefined) return true;
  if (value !== null || !schema) return false;
  return !resolved(schema, types).nullable;
}

/** A property by name; not one that every object inherits. */
function own(properties: Schema["properties"], name: string): Schema | undefined {
  return properties && Object.hasOwn(properties, name) ? properties[name] : undefined;
}

/** Items of a set, or of a list with keys, that stand in it twice. */
function checkUnique(value: readonly unknown[], schema: Schema, path: string, context: Context): void {
  const type = schema["x-kubernetes-list-type"];
  if (type !== "set" && type !== "map") return;
  const { items = {} } = schema;
  const { properties } = resolved(items, context.types);
  const seen = new Set<string>();
  value.forEach((item, index) => {
    const fields = item as Readonly<Record<string, unknown>> | null;
    const keys = schema["x-kubernetes-list-map-keys"] ?? [];
    const identity = type === "set" ? item : keys.map((key) => fields?.[key] ?? own(properties, key)?.default);
    const text = JSON.stringify(identity);
    if (seen.has(text)) {
      const by = type === "set" ? "" : `, told apart by ${keys.join(" and ")}`;
      report(context, `${path}[${index}]`, `an item that is not in the list yet${by}`, item, "remove it");
    }
    seen.add(text);
  });
}

function report({ found }: Context, path: string, expected: string, got: unknown, fix: string): void {
  found.push({ path, expected, got, fix });
}

function suggestion(value: unknown, names: readonly unknown[]): string | undefined {
  const near =
    typeof value === "string"
      ? nearest(
          value,
          names.filter((name) => typeof name === "string"),
        )
      : undefined;
  return near === undefined ? undefined : `did you mean ${near}?`;
}

function at(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}

const patterns = new Map<string, RegExp>();

function pattern(source: string): RegExp {
  let compiled = patterns.get(source);
  if (!compiled) {
    compiled = new RegExp(source, "u");
    patterns.set(source, compiled);
  }
  return compiled;
}
