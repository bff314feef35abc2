import type { Construct } from "constructs";
import type { ValidatingWebhookConfiguration } from "kubernetes-types/admissionregistration/v1";
import { emit, type Labels } from "../internal/emit";
import { webhookRules } from "../internal/webhook-rule";
import type { Refusal } from "../plan/refusal";
import { standardLabels } from "./labels";

/** The two configurations that send Istio's kinds to istiod: all objects, and those that name its revision. */
export function validators(scope: Construct, namespace: string, version: string): void {
  validator(scope, namespace, {
    name: "istiod-default-validator",
    webhook: "validation.istio.io",
    labels: standardLabels({ name: "istiod", instance: "istio-base" }, version),
  });
  validator(scope, namespace, {
    name: `istio-validator-${namespace}`,
    webhook: "rev.validation.istio.io",
    labels: standardLabels({ name: "istiod", instance: "istiod" }, version),
    objectSelector: { matchExpressions: [{ key: "istio.io/rev", operator: "In", values: ["default"] }] },
  });
}

/** A Gateway without servers passes the schema; ValidateGateway (pkg/config/validation of istio 1.29.1) refuses it. */
export function refusals(namespace: string): readonly Refusal[] {
  return [
    {
      manifest: {
        apiVersion: "networking.istio.io/v1",
        kind: "Gateway",
        metadata: { name: "kserve-stack-probe", namespace },
        spec: { selector: { istio: "ingressgateway" } },
      },
      says: "gateway must have at least one server",
    },
  ];
}

interface Validator {
  readonly name: string;
  readonly webhook: string;
  readonly labels: Labels;
  readonly objectSelector?: { matchExpressions: { key: string; operator: string; values: string[] }[] };
}

function validator(scope: Construct, namespace: string, { name, webhook, labels, objectSelector }: Validator): void {
  emit(scope, {
    apiVersion: "admissionregistration.k8s.io/v1",
    kind: "ValidatingWebhookConfiguration",
    metadata: { name, labels: { app: "istiod", istio: "istiod", "istio.io/rev": "default", ...labels } },
    webhooks: [
      {
        // Without caBundle and failurePolicy: istiod writes both, and sending them would undo it at each apply.
        name: webhook,
        clientConfig: { service: { name: "istiod", namespace, path: "/validate" } },
        rules: webhookRules({
          operations: ["CREATE", "UPDATE"],
          apiGroups: ["security.istio.io", "networking.istio.io", "telemetry.istio.io", "extensions.istio.io"],
          apiVersions: ["*"],
          resources: ["*"],
        }),
        sideEffects: "None",
        admissionReviewVersions: ["v1"],
        ...(objectSelector && { objectSelector }),
      },
    ],
  } satisfies ValidatingWebhookConfiguration);
}
