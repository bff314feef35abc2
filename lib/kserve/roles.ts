import type { Construct } from "constructs";
import { clusterRole, MANAGE, READ, role, rule } from "../internal/rbac";
import type { Profile } from "../internal/profile";
import { CONTROLLER, labels } from "./labels";

const STATUS = ["get", "patch", "update"];
const SERVING = "serving.kserve.io";

/** Upstream grants it, but nothing in the controller reads or writes a webhook configuration: cert-manager does. */
const UNUSED = rule(
  "admissionregistration.k8s.io",
  ["mutatingwebhookconfigurations", "validatingwebhookconfigurations"],
  MANAGE,
);

/** What the controller may do, with the bindings to its ServiceAccount. */
export function roles(scope: Construct, namespace: string, profile: Profile): void {
  const to = { serviceAccount: CONTROLLER, namespace };
  role(scope, {
    name: "kserve-leader-election-role",
    binding: "kserve-leader-election-rolebinding",
    namespace,
    labels,
    to,
    rules: [
      rule("coordination.k8s.io", "leases", ["create", "get", "list", "update"]),
      rule("", "configmaps", [...READ, "create", "update", "patch", "delete"]),
      rule("", "configmaps/status", ["get", "update", "patch"]),
      rule("", "events", "create"),
    ],
  });
  clusterRole(scope, {
    name: "kserve-manager-role",
    binding: "kserve-manager-rolebinding",
    labels,
    to,
    rules: [
      rule("", "configmaps", ["create", "get", "update"]),
      rule("", ["events", "services"], MANAGE),
      rule("", ["namespaces", "pods"], READ),
      rule("", ["secrets", "serviceaccounts"], "get"),
      ...(profile === "upstream" ? [UNUSED] : []),
      rule("apps", "deployments", MANAGE),
      rule("autoscaling", "horizontalpodautoscalers", MANAGE),
      rule("gateway.networking.k8s.io", "httproutes", MANAGE),
      rule("keda.sh", ["scaledobjects", "scaledobjects/finalizers"], MANAGE),
      rule("keda.sh", "scaledobjects/status", STATUS),
      rule("networking.istio.io", ["virtualservices", "virtualservices/finalizers"], MANAGE),
      rule("networking.istio.io", "virtualservices/status", STATUS),
      rule("networking.k8s.io", "ingresses", MANAGE),
      rule("opentelemetry.io", ["opentelemetrycollectors", "opentelemetrycollectors/finalizers"], MANAGE),
      rule("opentelemetry.io", "opentelemetrycollectors/status", STATUS),
      rule("serving.knative.dev", ["services", "services/finalizers"], MANAGE),
      rule("serving.knative.dev", "services/status", STATUS),
      rule(
        SERVING,
        [
          ...["clusterservingruntimes", "clusterservingruntimes/finalizers", "clusterstoragecontainers"],
          ...["inferencegraphs", "inferencegraphs/finalizers", "inferenceservices", "inferenceservices/finalizers"],
          ...["servingruntimes", "servingruntimes/finalizers", "trainedmodels"],
        ],
        MANAGE,
      ),
      rule(
        SERVING,
        ["clusterservingruntimes", "inferencegraphs", "inferenceservices", "servingruntimes", "trainedmodels"].map(
          (kind) => `${kind}/status`,
        ),
        STATUS,
      ),
      rule(SERVING, ["localmodelcaches", "localmodelnamespacecaches"], READ),
    ],
  });
  clusterRole(scope, {
    name: "kserve-proxy-role",
    binding: "kserve-proxy-rolebinding",
    labels,
    to,
    rules: [
      rule("authentication.k8s.io", "tokenreviews", "create"),
      rule("authorization.k8s.io", "subjectaccessreviews", "create"),
    ],
  });
}
