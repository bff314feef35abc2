/** Fields of a Kubernetes object, or of a part of one. */
export type Fields = Record<string, unknown>;

/** What every object says of itself. */
export interface Metadata extends Fields {
  name?: string;
  namespace?: string;
  uid?: string;
  generation?: number;
  resourceVersion?: string;
  annotations?: Record<string, string>;
  labels?: Record<string, string>;
  finalizers?: string[];
  ownerReferences?: { uid: string }[];
  managedFields?: ManagedFields[];
}

/** Which manager owns which fields. */
export interface ManagedFields {
  manager: string;
  operation: "Apply" | "Update";
  subresource?: string;
  apiVersion?: string;
  fieldsType?: string;
  fieldsV1?: Fields;
}

/** A Kubernetes object as plain data. */
export interface KubeObject extends Fields {
  apiVersion: string;
  kind: string;
  metadata: Metadata;
}

/** Whether a value has fields of its own: a list has none. */
export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether fields make an object. */
export function isKubeObject(fields: Fields): fields is KubeObject {
  return typeof fields["apiVersion"] === "string" && typeof fields["kind"] === "string" && isFields(fields["metadata"]);
}

/** The value at a dotted path; undefined where the path leads nowhere. */
export function at(value: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((inner, key) => (isFields(inner) ? inner[key] : undefined), value);
}

/** The number at a dotted path, 0 where there is none: the API server leaves out what is zero. */
export function countAt(value: unknown, path: string): number {
  const found = at(value, path);
  return typeof found === "number" ? found : 0;
}

/** The entries of the list at a dotted path. */
export function listAt(value: unknown, path: string): Fields[] {
  const found = at(value, path);
  return Array.isArray(found) ? found.filter(isFields) : [];
}

/** An annotation's value. */
export function annotation(object: KubeObject, name: string): string | undefined {
  return object.metadata.annotations?.[name];
}

/** The provider's identifier of an object: `namespace/name`, or `name`. */
export function idOf({ metadata: { name = "", namespace } }: KubeObject): string {
  return namespace === undefined || namespace === "" ? name : `${namespace}/${name}`;
}

/** Whether it defines a kind. */
export function isDefinition({ apiVersion, kind }: KubeObject): boolean {
  return kind === "CustomResourceDefinition" && apiVersion.startsWith("apiextensions.k8s.io/");
}

/** Whether it is a Secret of the core group. */
export function isSecret({ apiVersion, kind }: KubeObject): boolean {
  return apiVersion === "v1" && kind === "Secret";
}

/**
 * Groups that an API server has by itself; the provider knows the types of their kinds, and of no others.
 * source: pulumi-kubernetes provider/pkg/kinds/kinds.go KnownGroupVersions
 */
const BUILT_IN_GROUPS = new Set([
  "",
  "admissionregistration.k8s.io",
  "apiextensions.k8s.io",
  "apiregistration.k8s.io",
  "apps",
  "authentication.k8s.io",
  "authorization.k8s.io",
  "autoscaling",
  "batch",
  "certificates.k8s.io",
  "coordination.k8s.io",
  "discovery.k8s.io",
  "events.k8s.io",
  "flowcontrol.apiserver.k8s.io",
  "networking.k8s.io",
  "node.k8s.io",
  "policy",
  "rbac.authorization.k8s.io",
  "resource.k8s.io",
  "scheduling.k8s.io",
  "storage.k8s.io",
]);

/** Whether the kind belongs to Kubernetes itself. */
export function isBuiltIn({ apiVersion }: KubeObject): boolean {
  return BUILT_IN_GROUPS.has(groupOf(apiVersion));
}

/** The group of an API version; the core group is empty. */
export function groupOf(apiVersion: string): string {
  return apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "";
}
