import type { Construct } from "constructs";
import { clusterRole, READ, role, rule } from "../internal/rbac";
import { standardLabels } from "./labels";

const OWN_GROUPS = [
  "config.istio.io",
  "security.istio.io",
  "networking.istio.io",
  "authentication.istio.io",
  "rbac.istio.io",
  "telemetry.istio.io",
  "extensions.istio.io",
];
const GWATCH = ["get", "watch", "list"];
const GATEWAY_API = "gateway.networking.k8s.io";
const WRITE = [...GWATCH, "update", "patch", "create", "delete"];
const REVIEWS = [
  rule("authentication.k8s.io", "tokenreviews", "create"),
  rule("authorization.k8s.io", "subjectaccessreviews", "create"),
];
const GATEWAY_STATUS = [
  "backendtlspolicies",
  "gatewayclasses",
  "gateways",
  "grpcroutes",
  "httproutes",
  "referencegrants",
  "tcproutes",
  "tlsroutes",
  "udproutes",
].map((kind) => `${kind}/status`);

/** The rights of istiod, and of the account that other clusters' control planes read with. */
export function roles(scope: Construct, namespace: string, version: string): void {
  const istiod = { serviceAccount: "istiod", namespace };
  const labels = { app: "istiod", ...standardLabels({ name: "istiod", instance: "istiod" }, version) };
  clusterRole(scope, {
    name: `istiod-clusterrole-${namespace}`,
    labels,
    to: istiod,
    rules: [
      rule("admissionregistration.k8s.io", "mutatingwebhookconfigurations", [...READ, "update", "patch"]),
      rule("admissionregistration.k8s.io", "validatingwebhookconfigurations", [...READ, "update"]),
      rule(OWN_GROUPS, "*", GWATCH),
      rule("networking.istio.io", "workloadentries", WRITE),
      rule("networking.istio.io", ["workloadentries/status", "serviceentries/status"], WRITE),
      rule("security.istio.io", "authorizationpolicies/status", WRITE),
      rule("", "services/status", WRITE),
      rule("apiextensions.k8s.io", "customresourcedefinitions", READ),
      rule("", ["pods", "nodes", "services", "namespaces", "endpoints"], READ),
      rule("discovery.k8s.io", "endpointslices", READ),
      rule("networking.k8s.io", ["ingresses", "ingressclasses"], READ),
      rule("networking.k8s.io", "ingresses/status", "*"),
      rule("", "configmaps", ["create", ...READ, "update"]),
      ...REVIEWS,
      rule([GATEWAY_API, "gateway.networking.x-k8s.io"], "*", GWATCH),
      rule(
        "gateway.networking.x-k8s.io",
        ["xbackendtrafficpolicies/status", "xlistenersets/status"],
        ["update", "patch"],
      ),
      rule(GATEWAY_API, GATEWAY_STATUS, ["update", "patch"]),
      rule(GATEWAY_API, "gatewayclasses", ["create", "update", "patch", "delete"]),
      rule("inference.networking.k8s.io", "inferencepools", GWATCH),
      rule("inference.networking.k8s.io", "inferencepools/status", ["update", "patch"]),
      rule("", "secrets", GWATCH),
      rule("multicluster.x-k8s.io", "serviceexports", [...GWATCH, "create", "delete"]),
      rule("multicluster.x-k8s.io", "serviceimports", GWATCH),
    ],
  });
  clusterRole(scope, {
    name: `istiod-gateway-controller-${namespace}`,
    labels,
    to: istiod,
    rules: [
      rule("apps", "deployments", WRITE),
      rule("autoscaling", "horizontalpodautoscalers", WRITE),
      rule("policy", "poddisruptionbudgets", WRITE),
      rule("", "services", WRITE),
      rule("", "serviceaccounts", WRITE),
    ],
  });
  clusterRole(scope, {
    name: `istio-reader-clusterrole-${namespace}`,
    labels: { app: "istio-reader", ...standardLabels({ name: "istio-reader", instance: "istiod" }, version) },
    to: { serviceAccount: "istio-reader-service-account", namespace },
    rules: [
      rule(OWN_GROUPS, "*", READ),
      rule(
        "",
        ["endpoints", "pods", "services", "nodes", "replicationcontrollers", "namespaces", "secrets", "configmaps"],
        READ,
      ),
      rule("networking.istio.io", "workloadentries", GWATCH),
      rule(["networking.x-k8s.io", GATEWAY_API], "gateways", GWATCH),
      rule("apiextensions.k8s.io", "customresourcedefinitions", READ),
      rule("discovery.k8s.io", "endpointslices", READ),
      rule("multicluster.x-k8s.io", "serviceexports", [...READ, "create", "delete"]),
      rule("multicluster.x-k8s.io", "serviceimports", READ),
      rule("apps", "replicasets", READ),
      ...REVIEWS,
    ],
  });
  role(scope, {
    name: "istiod",
    namespace,
    labels,
    to: istiod,
    rules: [
      rule("networking.istio.io", "gateways", "create"),
      rule("", "secrets", ["create", "get", "watch", "list", "update", "delete"]),
      rule("", "configmaps", "delete"),
      rule("coordination.k8s.io", "leases", ["get", "update", "patch", "create"]),
    ],
  });
}
