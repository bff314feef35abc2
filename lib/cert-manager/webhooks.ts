import type { Construct } from "constructs";
import type {
  MutatingWebhook,
  MutatingWebhookConfiguration,
  ValidatingWebhook,
  ValidatingWebhookConfiguration,
} from "kubernetes-types/admissionregistration/v1";
import { emit } from "../internal/emit";
import { webhookRules } from "../internal/webhook-rule";
import { labels } from "./labels";

/** The two configurations that send cert-manager's kinds to its webhook; cainjector writes their `caBundle`. */
export function webhooks(scope: Construct, namespace: string, version: string): void {
  const metadata = {
    name: "cert-manager-webhook",
    labels: labels("webhook", version),
    annotations: { "cert-manager.io/inject-ca-from-secret": `${namespace}/cert-manager-webhook-ca` },
  };
  const entry = (path: string): MutatingWebhook & ValidatingWebhook => ({
    name: "webhook.cert-manager.io",
    admissionReviewVersions: ["v1"],
    matchPolicy: "Equivalent",
    timeoutSeconds: 30,
    failurePolicy: "Fail",
    sideEffects: "None",
    clientConfig: { service: { name: "cert-manager-webhook", namespace, path } },
  });
  emit(scope, {
    apiVersion: "admissionregistration.k8s.io/v1",
    kind: "MutatingWebhookConfiguration",
    metadata,
    webhooks: [
      {
        ...entry("/mutate"),
        rules: webhookRules({
          apiGroups: ["cert-manager.io"],
          apiVersions: ["v1"],
          operations: ["CREATE"],
          resources: ["certificaterequests"],
        }),
      },
    ],
  } satisfies MutatingWebhookConfiguration);
  emit(scope, {
    apiVersion: "admissionregistration.k8s.io/v1",
    kind: "ValidatingWebhookConfiguration",
    metadata,
    webhooks: [
      {
        ...entry("/validate"),
        namespaceSelector: {
          matchExpressions: [{ key: "cert-manager.io/disable-validation", operator: "NotIn", values: ["true"] }],
        },
        rules: webhookRules({
          apiGroups: ["cert-manager.io", "acme.cert-manager.io"],
          apiVersions: ["v1"],
          operations: ["CREATE", "UPDATE"],
          resources: ["*/*"],
        }),
      },
    ],
  } satisfies ValidatingWebhookConfiguration);
}
