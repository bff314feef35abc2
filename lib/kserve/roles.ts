import type { Construct } from "constructs";
import type { Labels } from "../internal/emit";
import { clusterRole, MANAGE, READ, role, rule } from "../internal/rbac";

const STATUS = ["get", "patch", "update"];
const OWN = "serving.kserve.io";
const withFinalizers = (...kinds: string[]): string[] => kinds.flatMap((kind) => [kind, `${kind}/finalizers`]);

/** The rights of KServe's controller. */
export function roles(scope: Construct, namespace: string, labels: Labels): void {
  const to = { serviceAccount: "kserve-controller-manager", namespace };
  role(scope, {
    name: "kserve-leader-election-role",
    namespace,
    labels,
    to,
    binding: "kserve-leader-election-rolebinding",
    rules: [
      rule("coordination.k8s.io", "leases", ["create", "get", "list", "update"]),
      rule("", "configmaps", ["get", "list", "watch", "create", "update", "patch", "delete"]),
      rule("", "configmaps/status", ["get", "update", "patch"]),
      rule("", "events", "create"),
    ],
  });
  clusterRole(scope, {
    name: "kserve-manager-role",
    labels,
    to,
    binding: "kserve-manager-rolebinding",
    rules: [
      rule("", "configmaps", ["create", "get", "update"]),
      rule("", ["events", "services"], MANAGE),
      rule("", ["namespaces", "pods"], READ),
      rule("", ["secrets", "serviceaccounts"], "get"),
      rule(
        "admissionregistration.k8s.io",
        ["mutatingwebhookconfigurations", "validatingwebhookconfigurations"],
        MANAGE,
      ),
      rule("apps", "deployments", MANAGE),
      rule("autoscaling", "horizontalpodautoscalers", MANAGE),
      rule("gateway.networking.k8s.io", "httproutes", MANAGE),
      rule("keda.sh", withFinalizers("scaledobjects"), MANAGE),
      rule("keda.sh", "scaledobjects/status", STATUS),
      rule("networking.istio.io", withFinalizers("virtualservices"), MANAGE),
      rule("networking.istio.io", "virtualservices/status", STATUS),
      rule("networking.k8s.io", "ingresses", MANAGE),
      rule("opentelemetry.io", withFinalizers("opentelemetrycollectors"), MANAGE),
      rule("opentelemetry.io", "opentelemetrycollectors/status", STATUS),
      rule("serving.knative.dev", withFinalizers("services"), MANAGE),
      rule("serving.knative.dev", "services/status", STATUS),
      rule(
        OWN,
        [
          ...withFinalizers("clusterservingruntimes"),
          "clusterstoragecontainers",
          ...withFinalizers("inferencegraphs", "inferenceservices", "servingruntimes"),
          "trainedmodels",
        ],
        MANAGE,
      ),
      rule(
        OWN,
        ["clusterservingruntimes", "inferencegraphs", "inferenceservices", "servingruntimes", "trainedmodels"].map(
          (kind) => `${kind}/status`,
        ),
        STATUS,
      ),
      rule(OWN, ["localmodelcaches", "localmodelnamespacecaches"], READ),
    ],
  });
  clusterRole(scope, {
    name: "kserve-proxy-role",
    labels,
    to,
    binding: "kserve-proxy-rolebinding",
    rules: [
      rule("authentication.k8s.io", "tokenreviews", "create"),
      rule("authorization.k8s.io", "subjectaccessreviews", "create"),
    ],
  });
}
