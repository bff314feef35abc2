import { schemaOf } from "../definitions/find-schema";
import { mapFields, type Place } from "../definitions/map-fields";
import { isAmount, resolved, type Schema } from "../definitions/schema";
import { canonicalQuantity } from "../internal/canonical-quantity";
import type { Release } from "../releases/release";
import type { InferenceServiceSpec } from "./spec";

/**
 * `spec` of a model in the words in which it comes to be stored.
 *
 * KServe's webhook reads each model into Go's types and writes it anew: amounts in Kubernetes' canonical form, and nothing
 * for what is empty. Pulumi and Argo CD hold custom resources to the letter against the cluster, and would never come to
 * rest over another spelling.
 */
// source: kserve v0.20.0 config/webhook/manifests.yaml (no other kind of ours has a webhook that writes),
// pkg/apis/serving/v1beta1/component.go, metric_quantity.go; k8s.io/api v0.34.5 core/v1/types.go
export function storedSpec(
  spec: InferenceServiceSpec,
  { apiVersion, kind }: Kind,
  release: Release,
): InferenceServiceSpec {
  const found = schemaOf(release, apiVersion, kind);
  const schema = found && resolved(found.schema, found.types).properties?.spec;
  return schema ? (mapFields(spec, schema, found.types, stored, "spec") as InferenceServiceSpec) : spec;
}

interface Kind {
  readonly apiVersion: string;
  readonly kind: string;
}

function stored(value: unknown, { path, schema, isRequired }: Place): unknown {
  if (isAmount(schema)) return storedAmount(value, path);
  return !isRequired && isNothing(value, path, schema) ? undefined : value;
}

function storedAmount(value: unknown, path: string): unknown {
  if (typeof value !== "string" && typeof value !== "number") return value;
  // Of a metric's target KServe keeps what was written, for KEDA, but as text.
  return path.includes(".autoScaling.metrics[") ? String(value) : canonicalQuantity(String(value));
}

/** Lists and maps that Go keeps although they are empty. */
const KEPT_EMPTY = /\.(?:projected\.sources|storage\.parameters)$/;
/** Fields that may be left out, and whose value then is zero to Go: it knows no difference, and writes none. */
const ZERO = new RegExp(
  [
    String.raw`\.(?:env|tolerations)\[\d+\]\.value$`,
    // Of these two Go knows whether they were stated.
    String.raw`(?<!\.csi|\.azureDisk)\.readOnly$`,
    String.raw`Probe\.(?:initialDelaySeconds|timeoutSeconds|periodSeconds|successThreshold|failureThreshold)$`,
    String.raw`\.(?:maxReplicas|emptyDir\.medium|subPath|hostPort|hostIPC|hostNetwork|hostPID|stdin|stdinOnce|tty)$`,
  ].join("|"),
);

function isNothing(value: unknown, path: string, { type, additionalProperties }: Schema): boolean {
  if (value === "" || value === 0 || value === false) return ZERO.test(path);
  const isCollection = type === "array" || additionalProperties !== undefined;
  if (!isCollection || typeof value !== "object" || value === null) return false;
  return Object.keys(value).length === 0 && !KEPT_EMPTY.test(path);
}
