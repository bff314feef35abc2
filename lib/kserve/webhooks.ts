import type { Construct } from "constructs";
import type {
  MutatingWebhook,
  MutatingWebhookConfiguration,
  ValidatingWebhook,
  ValidatingWebhookConfiguration,
} from "kubernetes-types/admissionregistration/v1";
import { emit, type Labels } from "../internal/emit";
import { webhookRules } from "../internal/webhook-rule";

/** Kinds that KServe validates, by the version that its webhook serves. */
const VALIDATED: readonly (readonly [kind: string, version: string])[] = [
  ["clusterservingruntime", "v1alpha1"],
  ["inferencegraph", "v1alpha1"],
  ["inferenceservice", "v1beta1"],
  ["servingruntime", "v1alpha1"],
  ["trainedmodel", "v1alpha1"],
];

/** What sends KServe's kinds, and the pods of models, to its webhook; cert-manager's cainjector writes `caBundle`. */
export function webhooks(scope: Construct, namespace: string, labels: Labels): void {
  const metadata = (
    name: string,
  ): { name: string; labels: Record<string, string>; annotations: Record<string, string> } => ({
    name: `${name}.serving.kserve.io`,
    labels: { ...labels },
    annotations: { "cert-manager.io/inject-ca-from": `${namespace}/serving-cert` },
  });
  const entry = (name: string, path: string): MutatingWebhook & ValidatingWebhook => ({
    name,
    admissionReviewVersions: ["v1beta1"],
    clientConfig: { service: { name: "kserve-webhook-server-service", namespace, path } },
    failurePolicy: "Fail",
    sideEffects: "None",
  });
  const own = (kind: string, version: string): ReturnType<typeof webhookRules> =>
    webhookRules({
      apiGroups: ["serving.kserve.io"],
      apiVersions: [version],
      operations: ["CREATE", "UPDATE"],
      resources: [`${kind}s`],
    });
  emit(scope, {
    apiVersion: "admissionregistration.k8s.io/v1",
    kind: "MutatingWebhookConfiguration",
    metadata: metadata("inferenceservice"),
    webhooks: [
      {
        ...entry(
          "inferenceservice.kserve-webhook-server.defaulter",
          "/mutate-serving-kserve-io-v1beta1-inferenceservice",
        ),
        rules: own("inferenceservice", "v1beta1"),
      },
      {
        ...entry("inferenceservice.kserve-webhook-server.pod-mutator", "/mutate-pods"),
        namespaceSelector: { matchExpressions: [{ key: "control-plane", operator: "DoesNotExist" }] },
        objectSelector: { matchExpressions: [{ key: "serving.kserve.io/inferenceservice", operator: "Exists" }] },
        reinvocationPolicy: "IfNeeded",
        rules: webhookRules({ apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE"], resources: ["pods"] }),
      },
    ],
  } satisfies MutatingWebhookConfiguration);
  for (const [kind, version] of VALIDATED) {
    emit(scope, {
      apiVersion: "admissionregistration.k8s.io/v1",
      kind: "ValidatingWebhookConfiguration",
      metadata: metadata(kind),
      webhooks: [
        {
          ...entry(`${kind}.kserve-webhook-server.validator`, `/validate-serving-kserve-io-${version}-${kind}`),
          rules: own(kind, version),
        },
      ],
    } satisfies ValidatingWebhookConfiguration);
  }
}
