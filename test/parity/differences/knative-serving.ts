import type { FieldNote, ParityNotes } from "../notes";

/** ConfigMaps whose `_example` upstream ships as documentation, with a checksum of it. */
const EXAMPLES = [
  "ConfigMap knative-serving/config-autoscaler",
  "ConfigMap knative-serving/config-certmanager",
  "ConfigMap knative-serving/config-defaults",
  "ConfigMap knative-serving/config-deployment",
  "ConfigMap knative-serving/config-domain",
  "ConfigMap knative-serving/config-features",
  "ConfigMap knative-serving/config-gc",
  "ConfigMap knative-serving/config-leader-election",
  "ConfigMap knative-serving/config-logging",
  "ConfigMap knative-serving/config-network",
  "ConfigMap knative-serving/config-observability",
  "ConfigMap knative-serving/config-tracing",
];
const FEATURES = [
  "kubernetes.podspec-affinity",
  "kubernetes.podspec-fieldref",
  "kubernetes.podspec-init-containers",
  "kubernetes.podspec-nodeselector",
  "kubernetes.podspec-persistent-volume-claim",
  "kubernetes.podspec-persistent-volume-write",
  "kubernetes.podspec-priorityclassname",
  "kubernetes.podspec-runtimeclassname",
  "kubernetes.podspec-schedulername",
  "kubernetes.podspec-securitycontext",
  "kubernetes.podspec-tolerations",
  "kubernetes.podspec-topologyspreadconstraints",
];
/** What upstream ships as rules of the two configurations that its webhook writes again at its start. */
const RULES = [
  ...[0, 1, 2].map((index) => `apiGroups[${String(index)}]`),
  "apiVersions[0]",
  "operations[0]",
  "operations[1]",
  "scope",
  ...Array.from({ length: 11 }, (_, index) => `resources[${String(index)}]`),
];

const OWNED_RULES = "Knative's webhook writes its rules at its start; sending them conflicts at the second apply";

function rules(object: string, paths: readonly string[]): FieldNote[] {
  return paths.map((path) => ({ object, path: `webhooks[0].rules[0].${path}`, reason: OWNED_RULES }));
}

const DRAIN =
  "80 % of one pod is one pod: nothing could ever be drained; production has a budget of its own, over two pods";
const ONE_TIME = "moves stored versions when an older Knative is upgraded; there is none before a first install";

export const knativeServing: ParityNotes = {
  leftOut: [
    { object: "Namespace knative-serving", reason: "the platform's namespaces chart emits every namespace" },
    { object: "PodDisruptionBudget knative-serving/activator-pdb", reason: DRAIN },
    { object: "PodDisruptionBudget knative-serving/webhook-pdb", reason: DRAIN },
    { object: "Job knative-serving/storage-version-migration-serving-*", reason: ONE_TIME },
    { object: "Job knative-serving/cleanup-serving-*", reason: ONE_TIME },
  ],
  added: [],
  differences: [
    ...EXAMPLES.flatMap((object): FieldNote[] => [
      { object, path: "data._example", reason: "documentation; the typed settings carry it as docstrings" },
      {
        object,
        path: "metadata.annotations.knative.dev/example-checksum",
        reason: "guards `_example`, which is not shipped",
      },
    ]),
    ...FEATURES.map((feature) => ({
      object: "ConfigMap knative-serving/config-features",
      path: `data.${feature}`,
      reason: "Knative refuses this field of a model's pod by default, so such a model would never start",
    })),
    {
      object: "ConfigMap knative-serving/config-deployment",
      path: "data.progress-deadline",
      reason: "ten minutes are short for the first pull of a large model",
    },
    {
      object: "ConfigMap knative-serving/config-deployment",
      path: "data.registries-skipping-tag-resolving",
      reason: "KServe's own install sets these two; resolving their tags fails behind a proxy",
    },
    {
      object: "ConfigMap knative-serving/config-domain",
      path: "data.models.example.com",
      reason: "without an entry every route is cluster-local",
    },
    {
      object: "ConfigMap knative-serving/config-network",
      path: "data.ingress-class",
      reason: "Knative's default, stated because net-istio is what the platform installs",
    },
    ...["controller", "autoscaler-hpa"].map((name) => ({
      object: `Deployment knative-serving/${name}`,
      path: "spec.replicas",
      reason: "the API's default, stated",
    })),
    ...rules("MutatingWebhookConfiguration webhook.serving.knative.dev", RULES),
    ...rules("ValidatingWebhookConfiguration validation.webhook.serving.knative.dev", [...RULES, "operations[2]"]),
  ],
};
