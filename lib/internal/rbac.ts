import type { Construct } from "constructs";
import type { ClusterRole, ClusterRoleBinding, PolicyRule, Role, RoleBinding } from "kubernetes-types/rbac/v1";
import { emit, type Labels } from "./emit";

/** Verbs of a controller that only reads. */
export const READ = ["get", "list", "watch"];
/** Verbs of a controller that owns a kind. */
export const MANAGE = ["create", "delete", "get", "list", "patch", "update", "watch"];

/** One rule, in one line: groups, resources, verbs and, rarely, the names it is limited to. */
export function rule(
  apiGroups: string | string[],
  resources: string | string[],
  verbs: string | string[],
  resourceNames?: string[],
): PolicyRule {
  const list = (value: string | string[]): string[] => (typeof value === "string" ? [value] : value);
  return {
    apiGroups: list(apiGroups),
    resources: list(resources),
    verbs: list(verbs),
    ...(resourceNames && { resourceNames }),
  };
}

/** Who a role is bound to. */
export interface Subject {
  readonly serviceAccount: string;
  readonly namespace: string;
}

interface RoleOptions {
  readonly name: string;
  readonly labels?: Labels;
  readonly rules: PolicyRule[];
  /** Bound to this ServiceAccount by a binding. @default - not bound */
  readonly to?: Subject;
  /** @default - the role's name */
  readonly binding?: string;
}

/** A ClusterRole and, where it has a subject, its binding. */
export function clusterRole(scope: Construct, { name, labels, rules, to, binding = name }: RoleOptions): void {
  emit(scope, {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "ClusterRole",
    metadata: { name, labels },
    rules,
  } satisfies ClusterRole);
  if (to) bindClusterRole(scope, { name: binding, labels, role: name, to });
}

interface BindingOptions {
  readonly name: string;
  readonly labels?: Labels;
  readonly role: string;
  readonly to: Subject;
}

/** Binds a ClusterRole to a ServiceAccount in every namespace. */
export function bindClusterRole(scope: Construct, { name, labels, role, to }: BindingOptions): void {
  emit(scope, {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "ClusterRoleBinding",
    metadata: { name, labels },
    roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: role },
    subjects: [{ kind: "ServiceAccount", name: to.serviceAccount, namespace: to.namespace }],
  } satisfies ClusterRoleBinding);
}

/** A Role and its binding in one namespace. */
export function role(
  scope: Construct,
  {
    name,
    namespace,
    labels,
    bindingLabels = labels,
    rules,
    to,
    binding = name,
  }: RoleOptions & { readonly namespace: string; readonly bindingLabels?: Labels },
): void {
  emit(scope, {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "Role",
    metadata: { name, namespace, labels },
    rules,
  } satisfies Role);
  if (!to) return;
  emit(scope, {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "RoleBinding",
    metadata: { name: binding, namespace, labels: bindingLabels },
    roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name },
    subjects: [{ kind: "ServiceAccount", name: to.serviceAccount, namespace: to.namespace }],
  } satisfies RoleBinding);
}
