import { definitionOf } from "../definitions/find-schema";
import type { Release } from "../releases/release";
import type { PlainManifest } from "./documents";

/** Built-in kinds that belong to no namespace. */
// source: kubectl api-resources --namespaced=false of Kubernetes 1.35, https://kubernetes.io/docs/reference/kubernetes-api
const BUILT_IN: ReadonlySet<string> = new Set(
  (
    "Namespace Node PersistentVolume ClusterRole ClusterRoleBinding CustomResourceDefinition APIService StorageClass " +
    "VolumeAttachment VolumeAttributesClass CSIDriver CSINode PriorityClass RuntimeClass IngressClass " +
    "MutatingWebhookConfiguration ValidatingWebhookConfiguration ValidatingAdmissionPolicy " +
    "ValidatingAdmissionPolicyBinding MutatingAdmissionPolicy MutatingAdmissionPolicyBinding " +
    "CertificateSigningRequest ClusterTrustBundle FlowSchema PriorityLevelConfiguration IPAddress ServiceCIDR " +
    "DeviceClass ResourceSlice"
  ).split(" "),
);

/** Whether objects of a kind belong to a namespace; undefined of a kind that this package does not know. */
export function scopeOf({ apiVersion, kind }: PlainManifest, release: Release): "Cluster" | "Namespaced" | undefined {
  const group = apiVersion.includes("/") ? (apiVersion.split("/")[0] ?? "") : "";
  const known = definitionOf(release, group, kind);
  if (known) return known.definition.spec.scope;
  if (group.includes(".") && !group.endsWith(".k8s.io")) return undefined;
  return BUILT_IN.has(kind) ? "Cluster" : "Namespaced";
}
