import type { Schema } from "../../lib/definitions/schema";
import type { FieldPath } from "./fields";

/** Fields of a container and of a pod: Kubernetes' own, which the CRDs embed. */
export const CONTAINER = words`args command env envFrom image imagePullPolicy lifecycle livenessProbe name ports
  readinessProbe resizePolicy resources restartPolicy restartPolicyRules securityContext startupProbe stdin stdinOnce
  terminationMessagePath terminationMessagePolicy tty volumeDevices volumeMounts workingDir`;
export const POD = words`activeDeadlineSeconds affinity automountServiceAccountToken containers dnsConfig dnsPolicy
  enableServiceLinks ephemeralContainers hostAliases hostIPC hostNetwork hostPID hostUsers hostname hostnameOverride
  imagePullSecrets initContainers nodeName nodeSelector os overhead preemptionPolicy priority priorityClassName
  readinessGates resourceClaims resources restartPolicy runtimeClassName schedulerName schedulingGates
  securityContext serviceAccount serviceAccountName setHostnameAsFQDN shareProcessNamespace subdomain
  terminationGracePeriodSeconds tolerations topologySpreadConstraints volumes`;

/** Paths of the fields that KServe owns: what embedded pods and containers bring is Kubernetes'. */
export function ownedPaths(schema: Schema, from: FieldPath): FieldPath[] {
  const { properties = {}, items, additionalProperties } = schema;
  const foreign = new Set([
    ...("image" in properties && "volumeMounts" in properties ? CONTAINER : []),
    ...("containers" in properties ? POD : []),
  ]);
  return [
    ...Object.entries(properties)
      .filter(([name]) => !foreign.has(name))
      .flatMap(([name, child]) => [[...from, name], ...ownedPaths(child, [...from, name])]),
    ...(items ? ownedPaths(items, [...from, "[]"]) : []),
    ...(typeof additionalProperties === "object" ? ownedPaths(additionalProperties, [...from, "{}"]) : []),
  ];
}

/** Whether folding opened what a field stands in. */
export function isOpened(schema: Schema | undefined, [step, ...rest]: FieldPath): boolean {
  if (schema === undefined) return true;
  if (step === undefined) return false;
  if (step === "[]") return isOpened(schema.items, rest);
  if (step === "{}")
    return typeof schema.additionalProperties !== "object" || isOpened(schema.additionalProperties, rest);
  return schema["x-kubernetes-preserve-unknown-fields"] === true || isOpened(schema.properties?.[step], rest);
}

/** As the API server writes a path of `holding`: the first item of a list, the entry `key` of a map. */
export function written(path: FieldPath): string {
  return path.join(".").replaceAll(".[]", "[0]").replaceAll(".{}", ".key");
}

function words(text: TemplateStringsArray): readonly string[] {
  return text.join("").split(/\s+/);
}
