import { schemaOf, type FoundSchema } from "../definitions/find-schema";
import { resolved, type Schema } from "../definitions/schema";
import type { Release } from "../releases/release";
import type { PlainManifest } from "./documents";
import { isFields } from "./fields";
import type { Converted } from "./kfserving";

/** The one kind that KServe's webhook rewrites before the API server holds it against the schema. */
const REWRITTEN = "InferenceService";
const SERVER = "kserve-container";

/**
 * A model with what KServe's webhook mends before its schema is asked: an amount such as `0.5` becomes text, and the
 * first container gets its name. Any other object as it is.
 */
// source: kserve v0.20.0 pkg/apis/serving/v1beta1/inference_service_defaults.go, {predictor,transformer,explainer}_custom.go;
// Kubernetes calls webhooks first: apiserver pkg/registry/rest/create.go
export function defaulted(manifest: PlainManifest, release: Release): Converted {
  const found = manifest.kind === REWRITTEN ? schemaOf(release, manifest.apiVersion, manifest.kind) : undefined;
  if (!found) return { manifest, changes: [] };
  const changes: string[] = [];
  const named = withNames(manifest, changes);
  const { spec: schema } = resolved(found.schema, found.types).properties ?? {};
  const spec = schema && amounts(named.spec, schema, "spec", found.types, changes);
  return { manifest: { ...named, ...(spec !== undefined && { spec }) }, changes };
}

function withNames(manifest: PlainManifest, changes: string[]): PlainManifest {
  const { spec } = manifest;
  if (!isFields(spec)) return manifest;
  const components = ["predictor", "transformer", "explainer"].flatMap((name): [string, unknown][] => {
    const component = spec[name];
    if (!isFields(component) || !Array.isArray(component.containers)) return [];
    const [first, ...others] = component.containers as readonly unknown[];
    if (!isFields(first) || (first.name ?? "") !== "") return [];
    changes.push(`spec.${name}.containers[0] gets the name ${SERVER}`);
    return [[name, { ...component, containers: [{ ...first, name: SERVER }, ...others] }]];
  });
  return { ...manifest, spec: { ...spec, ...Object.fromEntries(components) } };
}

/** A value with its fractions as text, where the schema takes an amount: a whole number, or text of a pattern. */
function amounts(
  value: unknown,
  schema: Schema,
  path: string,
  types: FoundSchema["types"],
  changes: string[],
): unknown {
  const plain = resolved(schema, types);
  if (typeof value === "number") {
    const isAmount = plain["x-kubernetes-int-or-string"] === true && plain.pattern !== undefined;
    if (!isAmount || Number.isInteger(value)) return value;
    changes.push(`${path} is the text "${String(value)}" now`);
    return String(value);
  }
  if (Array.isArray(value)) {
    const { items } = plain;
    return items ? value.map((item, index) => amounts(item, items, `${path}[${index}]`, types, changes)) : value;
  }
  if (!isFields(value)) return value;
  const { properties, additionalProperties } = plain;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => {
      const known =
        (properties && Object.hasOwn(properties, name) ? properties[name] : undefined) ??
        (typeof additionalProperties === "object" ? additionalProperties : undefined);
      return [name, known ? amounts(item, known, `${path}.${name}`, types, changes) : item];
    }),
  );
}
