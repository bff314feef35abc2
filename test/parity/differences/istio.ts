import type { FieldNote, ParityNotes } from "../notes";

/** Objects whose labels upstream's chart marks as Helm's. */
const LABELLED = [
  "ClusterRole istio-reader-clusterrole-istio-system",
  "ClusterRole istiod-clusterrole-istio-system",
  "ClusterRole istiod-gateway-controller-istio-system",
  "ClusterRoleBinding istio-reader-clusterrole-istio-system",
  "ClusterRoleBinding istiod-clusterrole-istio-system",
  "ClusterRoleBinding istiod-gateway-controller-istio-system",
  "ConfigMap istio-system/istio",
  "Deployment istio-system/istio-ingressgateway",
  "Deployment istio-system/istiod",
  "HorizontalPodAutoscaler istio-system/istio-ingressgateway",
  "HorizontalPodAutoscaler istio-system/istiod",
  "Role istio-system/istio-ingressgateway-sds",
  "Role istio-system/istiod",
  "RoleBinding istio-system/istio-ingressgateway-sds",
  "RoleBinding istio-system/istiod",
  "Service istio-system/istio-ingressgateway",
  "Service istio-system/istiod",
  "ServiceAccount istio-system/istio-ingressgateway-service-account",
  "ServiceAccount istio-system/istio-reader-service-account",
  "ServiceAccount istio-system/istiod",
  "ValidatingWebhookConfiguration istio-validator-istio-system",
  "ValidatingWebhookConfiguration istiod-default-validator",
];
/** Workloads whose pods it marks too. */
const PODS = ["Deployment istio-system/istio-ingressgateway", "Deployment istio-system/istiod"];

function helmLabels(objects: readonly string[], at: string): FieldNote[] {
  return objects.flatMap((object) =>
    ["app.kubernetes.io/managed-by", "helm.sh/chart"].map((label) => ({
      object,
      path: `${at}.${label}`,
      reason: "Helm does not manage this object, and tools that trust the label would adopt it",
    })),
  );
}

const NO_INJECTOR =
  "no sidecar is injected: the gateway is an explicit Deployment, and a mesh with sidecars is `istio: existing`";
const OWNED_BY_ISTIOD =
  "istiod writes Fail, which is also the API server's default; sending Ignore would conflict at the second apply";
const GATEWAY = "Deployment istio-system/istio-ingressgateway";

export const istio: ParityNotes = {
  leftOut: [
    { object: "ConfigMap istio-system/istio-sidecar-injector", reason: NO_INJECTOR },
    { object: "MutatingWebhookConfiguration istio-sidecar-injector", reason: NO_INJECTOR },
    { object: "ConfigMap istio-system/values", reason: "a record of Helm values that nothing reads" },
  ],
  added: [],
  differences: [
    ...helmLabels(LABELLED, "metadata.labels"),
    ...helmLabels(PODS, "spec.template.metadata.labels"),
    {
      object: "ValidatingWebhookConfiguration istiod-default-validator",
      path: "webhooks[0].failurePolicy",
      reason: OWNED_BY_ISTIOD,
    },
    {
      object: "ValidatingWebhookConfiguration istio-validator-istio-system",
      path: "webhooks[0].failurePolicy",
      reason: OWNED_BY_ISTIOD,
    },
    {
      object: "ConfigMap istio-system/istio",
      path: "data.mesh",
      reason: "the same YAML; our list items are indented by two spaces",
    },
    {
      object: "HorizontalPodAutoscaler istio-system/istiod",
      path: "metadata.labels.istio",
      reason: "the autoscaler carries the labels of its Deployment",
    },
    {
      object: "HorizontalPodAutoscaler istio-system/istio-ingressgateway",
      path: "metadata.labels.istio.io/dataplane-mode",
      reason: "the autoscaler carries the labels of its Deployment",
    },
    {
      object: GATEWAY,
      path: "spec.template.metadata.labels.heritage",
      reason: "names Helm 2's server, which is long gone",
    },
    { object: GATEWAY, path: "spec.template.metadata.labels.chart", reason: "names a Helm chart that is not used" },
    {
      object: "RoleBinding istio-system/istio-ingressgateway-sds",
      path: "subjects[0].namespace",
      reason: "the API server refuses a ServiceAccount subject without a namespace; Helm's install fills it in",
    },
  ],
};
