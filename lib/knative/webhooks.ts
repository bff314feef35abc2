import type { Construct } from "constructs";
import type { ValidatingWebhook } from "kubernetes-types/admissionregistration/v1";
import { emit, type Labels } from "../internal/emit";

interface Configuration {
  readonly kind: "MutatingWebhookConfiguration" | "ValidatingWebhookConfiguration";
  readonly name: string;
  readonly labels: Labels;
  readonly service: { readonly name: string; readonly namespace: string };
  readonly objectSelector?: ValidatingWebhook["objectSelector"];
  readonly timeoutSeconds?: number;
}

/** A configuration whose `rules` and `caBundle` the webhook behind it writes when it starts; neither is ours to send. */
export function webhookConfiguration(
  scope: Construct,
  { kind, name, labels, service, objectSelector, timeoutSeconds }: Configuration,
): void {
  emit(scope, {
    apiVersion: "admissionregistration.k8s.io/v1",
    kind,
    metadata: { name, labels },
    webhooks: [
      {
        name,
        admissionReviewVersions: ["v1", "v1beta1"],
        clientConfig: { service },
        failurePolicy: "Fail",
        sideEffects: "None",
        ...(objectSelector && { objectSelector }),
        ...(timeoutSeconds !== undefined && { timeoutSeconds }),
      },
    ],
  });
}
