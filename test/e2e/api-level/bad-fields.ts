import { crds } from "../../../lib/definitions/definitions";
import type { Schema } from "../../../lib/definitions/schema";
import type { Manifest } from "../../../lib/internal/emit";
import type { FieldPath } from "../../crds/fields";
import { at, everything, holding, least } from "../../crds/samples";

/** One way to get a field wrong. */
export type Fault = "misspelt" | "mistyped" | "out of range" | "missing";

/** A resource of KServe with one field wrong. */
export interface BadField {
  readonly fault: Fault;
  /** `InferenceService spec.predictor.minReplicas` */
  readonly name: string;
  readonly manifest: Manifest;
  /** Whether the fold plan leaves the place open, so that only our own check judges it. */
  readonly isFolded: boolean;
}

/** Fields of a container and of a pod: Kubernetes' own, which the CRDs embed. */
const CONTAINER = words`args command env envFrom image imagePullPolicy lifecycle livenessProbe name ports
  readinessProbe resizePolicy resources restartPolicy restartPolicyRules securityContext startupProbe stdin stdinOnce
  terminationMessagePath terminationMessagePolicy tty volumeDevices volumeMounts workingDir`;
const POD = words`activeDeadlineSeconds affinity automountServiceAccountToken containers dnsConfig dnsPolicy
  enableServiceLinks ephemeralContainers hostAliases hostIPC hostNetwork hostPID hostUsers hostname hostnameOverride
  imagePullSecrets initContainers nodeName nodeSelector os overhead preemptionPolicy priority priorityClassName
  readinessGates resourceClaims resources restartPolicy runtimeClassName schedulerName schedulingGates
  securityContext serviceAccount serviceAccountName setHostnameAsFQDN shareProcessNamespace subdomain
  terminationGracePeriodSeconds tolerations topologySpreadConstraints volumes`;

/** Every field that KServe owns in the CRDs that are given, with each fault that its schema lets it have. */
export function badFields(names: readonly string[]): BadField[] {
  const folded = crds("kserve-0.20.0", "folded", names);
  return crds("kserve-0.20.0", "full", names).flatMap(({ spec: { group, names, scope, versions } }, index) =>
    versions
      .filter(({ served }) => served)
      .flatMap(({ name, schema: { openAPIV3Schema: schema } }) => {
        const emitted = folded[index]?.spec.versions.find((version) => version.name === name)?.schema.openAPIV3Schema;
        const manifest = (rest: unknown): Manifest => ({
          apiVersion: `${group}/${name}`,
          kind: names.kind,
          metadata: { name: "bad", ...(scope === "Namespaced" && { namespace: "default" }) },
          ...(rest as object),
        });
        return owned(at(schema, ["spec"]), ["spec"]).flatMap((path) =>
          faults(schema, path).map(([fault, rest]) => ({
            fault,
            name: `${names.kind} ${path.join(".")}`,
            manifest: manifest(rest),
            isFolded: isOpened(emitted, path),
          })),
        );
      }),
  );
}

/** Paths of the fields that KServe owns: what embedded pods and containers bring is Kubernetes'. */
function owned(schema: Schema, from: FieldPath): FieldPath[] {
  const { properties = {}, items, additionalProperties } = schema;
  const foreign = new Set([
    ...("image" in properties && "volumeMounts" in properties ? CONTAINER : []),
    ...("containers" in properties ? POD : []),
  ]);
  return [
    ...Object.entries(properties)
      .filter(([name]) => !foreign.has(name))
      .flatMap(([name, child]) => [[...from, name], ...owned(child, [...from, name])]),
    ...(items ? owned(items, [...from, "[]"]) : []),
    ...(typeof additionalProperties === "object" ? owned(additionalProperties, [...from, "{}"]) : []),
  ];
}

/** Whether folding opened what a field stands in. */
function isOpened(schema: Schema | undefined, [step, ...rest]: FieldPath): boolean {
  if (schema === undefined) return true;
  if (step === undefined) return false;
  if (step === "[]") return isOpened(schema.items, rest);
  if (step === "{}")
    return typeof schema.additionalProperties !== "object" || isOpened(schema.additionalProperties, rest);
  return schema["x-kubernetes-preserve-unknown-fields"] === true || isOpened(schema.properties?.[step], rest);
}

function faults(root: Schema, path: FieldPath): [Fault, unknown][] {
  const parentPath = path.slice(0, -1);
  const key = path.at(-1) ?? "";
  const parent = at(root, parentPath);
  const schema = at(root, path);
  const inParent = (value: object): unknown => holding(root, parentPath, { ...(least(parent) as object), ...value });
  const { [key]: value = everything(schema), ...others } = everythingBut(parent, key);
  const all: [Fault, unknown][] = [
    ["misspelt", inParent({ ...others, [key]: value, [misspelling(key, parent)]: value })],
  ];
  for (const wrong of mistyped(schema)) all.push(["mistyped", inParent({ [key]: wrong })]);
  for (const wrong of outOfRange(schema)) all.push(["out of range", inParent({ [key]: wrong })]);
  if (parent.required?.includes(key)) {
    const { [key]: _left, ...rest } = least(parent) as Record<string, unknown>;
    all.push(["missing", holding(root, parentPath, rest)]);
  }
  return all;
}

/** The required neighbours of a field. */
function everythingBut(parent: Schema, key: string): Record<string, unknown> {
  const { [key]: _field, ...others } = least(parent) as Record<string, unknown>;
  return others;
}

/** Values of another type than the schema's; none where it takes any. */
function mistyped({ type, ...schema }: Schema): unknown[] {
  if (schema["x-kubernetes-int-or-string"]) return [true];
  switch (type) {
    case "string":
      return [{ a: "b" }];
    case "integer":
    case "number":
    case "boolean":
    case "array":
    case "object":
      return ["text"];
    default:
      return [];
  }
}

/** Values of the right type that the schema's bounds leave out; an integer's `format` is no bound to the API server. */
function outOfRange({ minimum, maximum, minLength, maxLength, minItems, ...schema }: Schema): unknown[] {
  return [
    ...(schema.enum && schema.type === "string" ? ["no-such-value"] : []),
    ...(minimum === undefined ? [] : [minimum - 1]),
    ...(maximum === undefined ? [] : [maximum + 1]),
    ...(minLength === undefined || minLength === 0 ? [] : [""]),
    ...(maxLength === undefined ? [] : ["x".repeat(maxLength + 1)]),
    ...(minItems === undefined || minItems === 0 ? [] : [[]]),
  ];
}

function misspelling(key: string, { properties = {} }: Schema): string {
  const swapped = key.slice(0, -2) + key.slice(-1) + key.slice(-2, -1);
  return swapped === key || swapped in properties ? `${key}x` : swapped;
}

function words(text: TemplateStringsArray): readonly string[] {
  return text.join("").split(/\s+/);
}
