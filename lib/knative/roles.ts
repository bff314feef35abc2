import type { Construct } from "constructs";
import type { ClusterRole } from "kubernetes-types/rbac/v1";
import { emit } from "../internal/emit";
import { bindClusterRole, clusterRole, READ, role, rule } from "../internal/rbac";
import { labels } from "./labels";

const SERVING = "serving.knative.dev";
const INTERNAL = [
  "networking.internal.knative.dev",
  "autoscaling.internal.knative.dev",
  "caching.internal.knative.dev",
];
const OWN = ["get", "list", "create", "update", "delete", "patch", "watch"];
const CONTROLLER = { "serving.knative.dev/controller": "true" };

/** Knative's rights; two ClusterRoles are aggregated, so that net-istio's join the controller's. */
export function roles(scope: Construct, namespace: string, version: string): void {
  const own = labels(version);
  const controller = { serviceAccount: "controller", namespace };
  const activator = { serviceAccount: "activator", namespace };
  aggregated(scope, "knative-serving-admin", version, CONTROLLER);
  aggregated(scope, "knative-serving-aggregated-addressable-resolver", version, {
    "duck.knative.dev/addressable": "true",
  });
  clusterRole(scope, {
    name: "knative-serving-core",
    labels: { ...CONTROLLER, ...own },
    rules: [
      rule(
        "",
        ["pods", "namespaces", "secrets", "configmaps", "endpoints", "services", "events", "serviceaccounts"],
        OWN,
      ),
      rule("", "endpoints/restricted", "create"),
      rule("", "namespaces/finalizers", "update"),
      rule("apps", ["deployments", "deployments/finalizers"], OWN),
      rule("admissionregistration.k8s.io", ["mutatingwebhookconfigurations", "validatingwebhookconfigurations"], OWN),
      rule("apiextensions.k8s.io", ["customresourcedefinitions", "customresourcedefinitions/status"], OWN),
      rule("autoscaling", "horizontalpodautoscalers", OWN),
      rule("coordination.k8s.io", "leases", OWN),
      rule(
        [SERVING, "autoscaling.internal.knative.dev", "networking.internal.knative.dev"],
        ["*", "*/status", "*/finalizers"],
        ["get", "list", "create", "update", "delete", "deletecollection", "patch", "watch"],
      ),
      rule("caching.internal.knative.dev", "images", OWN),
      rule("cert-manager.io", ["certificates", "clusterissuers", "certificaterequests", "issuers"], OWN),
      rule("acme.cert-manager.io", "challenges", OWN),
      rule("rbac.authorization.k8s.io", "clusterroles", "delete", ["knative-serving-certmanager"]),
    ],
  });
  clusterRole(scope, {
    name: "knative-serving-addressable-resolver",
    labels: { ...own, "duck.knative.dev/addressable": "true" },
    rules: [rule(SERVING, ["routes", "routes/status", "services", "services/status"], READ)],
  });
  clusterRole(scope, {
    name: "knative-serving-podspecable-binding",
    labels: { ...own, "duck.knative.dev/podspecable": "true" },
    rules: [rule(SERVING, ["configurations", "services"], ["list", "watch", "patch"])],
  });
  userRoles(scope, version);
  clusterRole(scope, {
    name: "knative-serving-activator-cluster",
    labels: { ...CONTROLLER, ...own },
    rules: [rule("", ["services", "endpoints"], READ), rule(SERVING, "revisions", READ)],
  });
  role(scope, {
    name: "knative-serving-activator",
    namespace,
    labels: { ...CONTROLLER, ...own },
    bindingLabels: labels(version, "activator"),
    to: activator,
    rules: [
      rule("", ["configmaps", "secrets"], READ),
      rule("", "secrets", READ, ["routing-serving-certs", "knative-serving-certs"]),
    ],
  });
  for (const [name, of, to, component] of [
    ["knative-serving-activator-cluster", "knative-serving-activator-cluster", activator, "activator"],
    ["knative-serving-controller-admin", "knative-serving-admin", controller, "controller"],
    [
      "knative-serving-controller-addressable-resolver",
      "knative-serving-aggregated-addressable-resolver",
      controller,
      "controller",
    ],
  ] as const) {
    bindClusterRole(scope, { name, labels: labels(version, component), role: of, to });
  }
}

/** Users' roles: Knative's kinds join Kubernetes' own view, edit and admin. */
function userRoles(scope: Construct, version: string): void {
  for (const [name, verbs] of [
    ["admin", "*"],
    ["edit", ["create", "update", "patch", "delete"]],
  ] as const) {
    clusterRole(scope, {
      name: `knative-serving-namespaced-${name}`,
      labels: { [`rbac.authorization.k8s.io/aggregate-to-${name}`]: "true", ...labels(version) },
      rules: [rule(SERVING, "*", typeof verbs === "string" ? verbs : [...verbs]), rule(INTERNAL, "*", READ)],
    });
  }
  clusterRole(scope, {
    name: "knative-serving-namespaced-view",
    labels: { "rbac.authorization.k8s.io/aggregate-to-view": "true", ...labels(version) },
    rules: [rule([SERVING, ...INTERNAL], "*", READ)],
  });
}

/** A ClusterRole whose rules the controller manager collects; they are left to it. */
function aggregated(scope: Construct, name: string, version: string, matchLabels: Record<string, string>): void {
  emit(scope, {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "ClusterRole",
    metadata: { name, labels: labels(version) },
    aggregationRule: { clusterRoleSelectors: [{ matchLabels }] },
  } satisfies Omit<ClusterRole, "rules">);
}
