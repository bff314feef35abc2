import type { Construct } from "constructs";
import type {
  MutatingWebhook,
  MutatingWebhookConfiguration,
  ValidatingWebhook,
  ValidatingWebhookConfiguration,
} from "kubernetes-types/admissionregistration/v1";
import { emit } from "../internal/emit";
import { webhookRules, type WebhookRule } from "../internal/webhook-rule";
import { labels } from "./labels";
import { CERTIFICATE, WEBHOOK_SERVICE } from "./names";

const GROUP = "serving.kserve.io";

/** Kinds that KServe's webhook judges, with the version that the path of each validator names. */
const VALIDATED: Readonly<Record<string, { version: string; plural: string }>> = {
  inferenceservice: { version: "v1beta1", plural: "inferenceservices" },
  trainedmodel: { version: "v1alpha1", plural: "trainedmodels" },
  inferencegraph: { version: "v1alpha1", plural: "inferencegraphs" },
  servingruntime: { version: "v1alpha1", plural: "servingruntimes" },
  clusterservingruntime: { version: "v1alpha1", plural: "clusterservingruntimes" },
};

/** Everything that sends objects to KServe's webhook server; cert-manager's cainjector writes each `caBundle`. */
export function webhooks(scope: Construct, namespace: string): void {
  const metadata = (kind: string): { name: string; labels: typeof labels; annotations: Record<string, string> } => ({
    name: `${kind}.${GROUP}`,
    labels,
    annotations: { "cert-manager.io/inject-ca-from": `${namespace}/${CERTIFICATE}` },
  });
  const entry = (name: string, path: string, rule: WebhookRule): MutatingWebhook & ValidatingWebhook => ({
    name,
    // The only version that upstream names; every supported API server still sends it.
    admissionReviewVersions: ["v1beta1"],
    clientConfig: { service: { name: WEBHOOK_SERVICE, namespace, path } },
    failurePolicy: "Fail",
    sideEffects: "None",
    rules: webhookRules(rule),
  });
  const written = (version: string, plural: string): WebhookRule => ({
    apiGroups: [GROUP],
    apiVersions: [version],
    operations: ["CREATE", "UPDATE"],
    resources: [plural],
  });
  emit(scope, {
    apiVersion: "admissionregistration.k8s.io/v1",
    kind: "MutatingWebhookConfiguration",
    metadata: metadata("inferenceservice"),
    webhooks: [
      entry(
        "inferenceservice.kserve-webhook-server.defaulter",
        "/mutate-serving-kserve-io-v1beta1-inferenceservice",
        written("v1beta1", "inferenceservices"),
      ),
      {
        ...entry("inferenceservice.kserve-webhook-server.pod-mutator", "/mutate-pods", {
          apiGroups: [""],
          apiVersions: ["v1"],
          operations: ["CREATE"],
          resources: ["pods"],
        }),
        // Namespaces of control planes get no storage initializer: models must not run in them.
        namespaceSelector: { matchExpressions: [{ key: "control-plane", operator: "DoesNotExist" }] },
        objectSelector: { matchExpressions: [{ key: `${GROUP}/inferenceservice`, operator: "Exists" }] },
        reinvocationPolicy: "IfNeeded",
      },
    ],
  } satisfies MutatingWebhookConfiguration);
  for (const [kind, { version, plural }] of Object.entries(VALIDATED)) {
    emit(scope, {
      apiVersion: "admissionregistration.k8s.io/v1",
      kind: "ValidatingWebhookConfiguration",
      metadata: metadata(kind),
      webhooks: [
        entry(
          `${kind}.kserve-webhook-server.validator`,
          `/validate-serving-kserve-io-${version}-${kind}`,
          written(version, plural),
        ),
      ],
    } satisfies ValidatingWebhookConfiguration);
  }
}
