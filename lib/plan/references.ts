import type { Manifest } from "../internal/emit";

interface Subject {
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

/** A manifest with the fields that name other objects. */
export interface Referrer extends Manifest {
  readonly spec?: {
    readonly template?: {
      readonly metadata?: { labels?: Record<string, string> };
      spec?: { serviceAccountName?: string };
    };
    readonly selector?: Record<string, unknown>;
    readonly group?: string;
    readonly names?: { readonly kind: string; readonly plural: string };
  };
  readonly roleRef?: { readonly kind: string; readonly name: string };
  readonly subjects?: readonly Subject[];
  readonly webhooks?: readonly {
    readonly clientConfig?: { readonly service?: { readonly name: string; readonly namespace: string } };
    readonly rules?: readonly { readonly apiGroups?: readonly string[]; readonly resources?: readonly string[] }[];
  }[];
}

const WORKLOADS = new Set(["Deployment", "DaemonSet", "StatefulSet", "Job"]);

/** Group of an apiVersion; core is "". */
export function groupOf(apiVersion: string): string {
  return apiVersion.includes("/") ? (apiVersion.split("/")[0] ?? "") : "";
}

/** The identity of an object: it survives a new version of its API and any move in the construct tree. */
export function identityOf({ apiVersion, kind, metadata: { name, namespace } }: Manifest): string {
  const group = groupOf(apiVersion);
  return `${group === "" ? kind : `${group}/${kind}`} ${namespace === undefined ? name : `${namespace}/${name}`}`;
}

/** Whether `object` can only work once `other`, of the same chart, is there. */
export function refersTo(object: Referrer, other: Referrer): boolean {
  const { kind, metadata } = object;
  const near = other.metadata.namespace === metadata.namespace;
  if (WORKLOADS.has(kind)) {
    const account = object.spec?.template?.spec?.serviceAccountName;
    switch (other.kind) {
      case "ServiceAccount":
        return near && other.metadata.name === account;
      // A controller that starts without its configuration or its rights exits or caches their absence.
      case "ConfigMap":
      case "Secret":
        return near;
      case "RoleBinding":
      case "ClusterRoleBinding":
        return (other.subjects ?? []).some(
          (subject) => subject.name === account && subject.namespace === metadata.namespace,
        );
      default:
        return false;
    }
  }
  if (kind.endsWith("RoleBinding")) {
    return other.kind === object.roleRef?.kind && other.metadata.name === object.roleRef.name;
  }
  if (kind.endsWith("WebhookConfiguration")) {
    const services = (object.webhooks ?? []).flatMap(({ clientConfig }) => clientConfig?.service ?? []);
    // A configuration judges what later charts bring; the custom resources of its own chart come before it.
    return (
      WORKLOADS.has(other.kind) ||
      (other.kind === "Service" &&
        services.some(
          ({ name, namespace }) => other.metadata.name === name && other.metadata.namespace === namespace,
        )) ||
      isCustom(other)
    );
  }
  return false;
}

/** Whether a webhook configuration judges objects of this group and plural. */
export function judges({ webhooks = [] }: Referrer, group: string, plural: string): boolean {
  return webhooks.some(({ rules = [] }) =>
    rules.some(
      ({ apiGroups = [], resources = [] }) =>
        (apiGroups.includes(group) || apiGroups.includes("*")) &&
        resources.some((resource) => resource === plural || resource === "*" || resource === "*/*"),
    ),
  );
}

/** Whether an object's API comes from a CustomResourceDefinition: the built-in groups are core, the short ones and *.k8s.io. */
export function isCustom({ apiVersion }: Manifest): boolean {
  const group = groupOf(apiVersion);
  return group.includes(".") && (!group.endsWith(".k8s.io") || group === "gateway.networking.k8s.io");
}
