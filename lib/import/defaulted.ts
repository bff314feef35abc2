import { schemaOf } from "../definitions/find-schema";
import { mapFields } from "../definitions/map-fields";
import { isAmount, resolved } from "../definitions/schema";
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
  const spec =
    schema &&
    mapFields(
      named.spec,
      schema,
      found.types,
      (value, place) => {
        if (typeof value !== "number" || Number.isInteger(value) || !isAmount(place.schema)) return value;
        changes.push(`${place.path} is the text "${String(value)}" now`);
        return String(value);
      },
      "spec",
    );
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
