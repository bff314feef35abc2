import type { Construct } from "constructs";
import type { PolicyRule } from "kubernetes-types/rbac/v1";
import { clusterRole, READ, role, rule } from "../internal/rbac";
import { labels, type Component } from "./labels";

const CERT = "cert-manager.io";
const ACME = "acme.cert-manager.io";
const WRITE_STATUS = ["update", "patch"];
const EVENTS = rule("", "events", ["create", "patch"]);
const READ_SECRETS = rule("", "secrets", READ);
const WRITE_SECRETS = rule("", "secrets", [...READ, "create", "update", "delete"]);

/** Rules of the controller of one kind of issuer. */
const issuerRules = (plural: "issuers" | "clusterissuers"): PolicyRule[] => [
  rule(CERT, [plural, `${plural}/status`], WRITE_STATUS),
  rule(CERT, plural, READ),
  WRITE_SECRETS,
  EVENTS,
];

/** Rules of each controller of cert-manager's controller process, by the suffix of its ClusterRole. */
const CONTROLLERS: Readonly<Record<string, { component: Component; rules: PolicyRule[] }>> = {
  issuers: { component: "controller", rules: issuerRules("issuers") },
  clusterissuers: { component: "controller", rules: issuerRules("clusterissuers") },
  certificates: {
    component: "controller",
    rules: [
      rule(
        CERT,
        ["certificates", "certificates/status", "certificaterequests", "certificaterequests/status"],
        WRITE_STATUS,
      ),
      rule(CERT, ["certificates", "certificaterequests", "clusterissuers", "issuers"], READ),
      rule(CERT, ["certificates/finalizers", "certificaterequests/finalizers"], "update"),
      rule(ACME, "orders", ["create", "delete", ...READ]),
      rule("", "secrets", [...READ, "create", "update", "delete", "patch"]),
      EVENTS,
    ],
  },
  orders: {
    component: "controller",
    rules: [
      rule(ACME, ["orders", "orders/status"], WRITE_STATUS),
      rule(ACME, ["orders", "challenges"], READ),
      rule(CERT, ["clusterissuers", "issuers"], READ),
      rule(ACME, "challenges", ["create", "delete"]),
      rule(ACME, "orders/finalizers", "update"),
      READ_SECRETS,
      EVENTS,
    ],
  },
  challenges: {
    component: "controller",
    rules: [
      rule(ACME, ["challenges", "challenges/status"], WRITE_STATUS),
      rule(ACME, "challenges", READ),
      rule(CERT, ["issuers", "clusterissuers"], READ),
      READ_SECRETS,
      EVENTS,
      rule("", ["pods", "services"], [...READ, "create", "delete"]),
      rule("networking.k8s.io", "ingresses", [...READ, "create", "delete", "update"]),
      rule("gateway.networking.k8s.io", "httproutes", [...READ, "create", "delete", "update"]),
      rule("route.openshift.io", "routes/custom-host", "create"),
      rule(ACME, "challenges/finalizers", "update"),
      READ_SECRETS,
    ],
  },
  "ingress-shim": {
    component: "controller",
    rules: [
      rule(CERT, ["certificates", "certificaterequests"], ["create", "update", "delete"]),
      rule(CERT, ["certificates", "certificaterequests", "issuers", "clusterissuers"], READ),
      rule("networking.k8s.io", "ingresses", READ),
      rule("networking.k8s.io", "ingresses/finalizers", "update"),
      rule("gateway.networking.k8s.io", ["gateways", "httproutes"], READ),
      rule("gateway.networking.k8s.io", ["gateways/finalizers", "httproutes/finalizers"], "update"),
      EVENTS,
    ],
  },
  "approve:cert-manager-io": {
    component: "cert-manager",
    rules: [rule(CERT, "signers", "approve", ["issuers.cert-manager.io/*", "clusterissuers.cert-manager.io/*"])],
  },
  certificatesigningrequests: {
    component: "cert-manager",
    rules: [
      rule("certificates.k8s.io", "certificatesigningrequests", [...READ, "update"]),
      rule("certificates.k8s.io", "certificatesigningrequests/status", WRITE_STATUS),
      rule("certificates.k8s.io", "signers", "sign", ["issuers.cert-manager.io/*", "clusterissuers.cert-manager.io/*"]),
      rule("authorization.k8s.io", "subjectaccessreviews", "create"),
    ],
  },
};

/** Users' roles: cert-manager's kinds join Kubernetes' own view, edit and admin. */
function userRoles(scope: Construct, version: string): void {
  const aggregate = (...to: string[]): Record<string, string> =>
    Object.fromEntries(to.map((name) => [`rbac.authorization.k8s.io/aggregate-to-${name}`, "true"]));
  const own = labels("controller", version);
  const write = ["create", "delete", "deletecollection", "patch", "update"];
  clusterRole(scope, {
    name: "cert-manager-cluster-view",
    labels: { ...own, ...aggregate("cluster-reader") },
    rules: [rule(CERT, "clusterissuers", READ)],
  });
  clusterRole(scope, {
    name: "cert-manager-view",
    labels: { ...own, ...aggregate("view", "edit", "admin", "cluster-reader") },
    rules: [
      rule(CERT, ["certificates", "certificaterequests", "issuers"], READ),
      rule(ACME, ["challenges", "orders"], READ),
    ],
  });
  clusterRole(scope, {
    name: "cert-manager-edit",
    labels: { ...own, ...aggregate("edit", "admin") },
    rules: [
      rule(CERT, ["certificates", "certificaterequests", "issuers"], write),
      rule(CERT, "certificates/status", "update"),
      rule(ACME, ["challenges", "orders"], write),
    ],
  });
}

/** Every role of cert-manager with its binding. */
export function roles(scope: Construct, namespace: string, version: string): void {
  const controller = { serviceAccount: "cert-manager", namespace };
  const cainjector = { serviceAccount: "cert-manager-cainjector", namespace };
  const webhook = { serviceAccount: "cert-manager-webhook", namespace };
  clusterRole(scope, {
    name: "cert-manager-cainjector",
    labels: labels("cainjector", version),
    to: cainjector,
    rules: [
      rule(CERT, "certificates", READ),
      READ_SECRETS,
      rule("", "events", ["get", "create", "update", "patch"]),
      rule(
        "admissionregistration.k8s.io",
        ["validatingwebhookconfigurations", "mutatingwebhookconfigurations"],
        [...READ, "update", "patch"],
      ),
      rule("apiregistration.k8s.io", "apiservices", [...READ, "update", "patch"]),
      rule("apiextensions.k8s.io", "customresourcedefinitions", [...READ, "update", "patch"]),
    ],
  });
  for (const [suffix, { component, rules }] of Object.entries(CONTROLLERS)) {
    const name = `cert-manager-controller-${suffix}`;
    clusterRole(scope, { name, labels: labels(component, version), rules, to: controller });
  }
  userRoles(scope, version);
  clusterRole(scope, {
    name: "cert-manager-webhook:subjectaccessreviews",
    labels: labels("webhook", version),
    to: webhook,
    rules: [rule("authorization.k8s.io", "subjectaccessreviews", "create")],
  });
  const lease = (...names: string[]): PolicyRule[] => [
    rule("coordination.k8s.io", "leases", ["get", "update", "patch"], names),
    rule("coordination.k8s.io", "leases", "create"),
  ];
  role(scope, {
    name: "cert-manager-cainjector:leaderelection",
    namespace: "kube-system",
    labels: labels("cainjector", version),
    to: cainjector,
    rules: lease("cert-manager-cainjector-leader-election", "cert-manager-cainjector-leader-election-core"),
  });
  role(scope, {
    name: "cert-manager:leaderelection",
    namespace: "kube-system",
    labels: labels("controller", version),
    to: controller,
    rules: lease("cert-manager-controller"),
  });
  role(scope, {
    name: "cert-manager-tokenrequest",
    namespace,
    labels: labels("controller", version),
    to: controller,
    rules: [rule("", "serviceaccounts/token", "create", ["cert-manager"])],
  });
  role(scope, {
    name: "cert-manager-webhook:dynamic-serving",
    namespace,
    labels: labels("webhook", version),
    to: webhook,
    rules: [rule("", "secrets", [...READ, "update"], ["cert-manager-webhook-ca"]), rule("", "secrets", "create")],
  });
}
