import type { ObjectNote, ParityNotes } from "../notes";

/** Objects that share one reason. */
function because(reason: string, objects: readonly string[]): ObjectNote[] {
  return objects.map((object) => ({ object, reason }));
}

const languageModels = [
  "ServiceAccount kserve/llmisvc-controller-manager",
  "Role kserve/llmisvc-leader-election-role",
  "ClusterRole kserve-llmisvc-manager-role",
  "RoleBinding kserve/llmisvc-leader-election-rolebinding",
  "ClusterRoleBinding llmisvc-manager-rolebinding",
  "Service kserve/llmisvc-controller-manager-service",
  "Service kserve/llmisvc-webhook-server-service",
  "Deployment kserve/llmisvc-controller-manager",
  "Certificate kserve/llmisvc-serving-cert",
  "MutatingWebhookConfiguration llminferenceservice.serving.kserve.io",
  "ValidatingWebhookConfiguration llminferenceservice.serving.kserve.io",
  "ValidatingWebhookConfiguration llminferenceserviceconfig.serving.kserve.io",
];

const languageModelTemplates = [
  "LLMInferenceServiceConfig kserve/kserve-config-llm-decode-template",
  "LLMInferenceServiceConfig kserve/kserve-config-llm-decode-worker-data-parallel",
  "LLMInferenceServiceConfig kserve/kserve-config-llm-prefill-template",
  "LLMInferenceServiceConfig kserve/kserve-config-llm-prefill-worker-data-parallel",
  "LLMInferenceServiceConfig kserve/kserve-config-llm-router-route",
  "LLMInferenceServiceConfig kserve/kserve-config-llm-scheduler",
  "LLMInferenceServiceConfig kserve/kserve-config-llm-scheduler-latency-predictor",
  "LLMInferenceServiceConfig kserve/kserve-config-llm-template",
  "LLMInferenceServiceConfig kserve/kserve-config-llm-tracing",
  "LLMInferenceServiceConfig kserve/kserve-config-llm-worker-data-parallel",
];

const localModels = [
  "ServiceAccount kserve/kserve-localmodel-controller-manager",
  "ServiceAccount kserve/kserve-localmodelnode-agent",
  "ClusterRole kserve-localmodel-manager-role",
  "ClusterRole kserve-localmodelnode-agent-role",
  "ClusterRoleBinding kserve-localmodel-manager-rolebinding",
  "ClusterRoleBinding kserve-localmodelnode-agent-rolebinding",
  "Service kserve/localmodel-webhook-server-service",
  "Deployment kserve/kserve-localmodel-controller-manager",
  "DaemonSet kserve/kserve-localmodelnode-agent",
  "Certificate kserve/localmodel-serving-cert",
  "ValidatingWebhookConfiguration localmodelcache.serving.kserve.io",
];

const CONFIG = "ConfigMap kserve/inferenceservice-config";
const CONTROLLER = "Deployment kserve/kserve-controller-manager";

export const kserve: ParityNotes = {
  leftOut: [
    { object: "Namespace kserve", reason: "the platform's namespaces chart emits every namespace" },
    ...because(
      "belongs to the controller of LLMInferenceService, which is not installed; its kinds are not emitted either",
      languageModels,
    ),
    ...because(
      "a template that only the controller of LLMInferenceService reads, which is not installed",
      languageModelTemplates,
    ),
    ...because(
      "belongs to the controllers of local model caches, which are not installed; localModel.enabled is false",
      localModels,
    ),
    {
      object: "ClusterStorageContainer kserve/default",
      reason: "the kind is cluster-scoped; the namespace is a trace of kustomize, which the API server drops",
    },
  ],
  added: [
    {
      object: "ClusterStorageContainer default",
      reason: "upstream's kserve/default without the namespace, which a cluster-scoped kind does not have",
    },
  ],
  differences: [
    {
      object: "Certificate kserve/serving-cert",
      path: "spec.privateKey.rotationPolicy",
      reason: "cert-manager's own default since 1.18, which it warns of where none is stated",
    },
    {
      object: CONFIG,
      path: "data._example",
      reason: "prose that no program reads; the typed options document themselves",
    },
    {
      object: CONFIG,
      path: "data.deploy.defaultDeploymentMode",
      reason: '"Knative", which KServe reads the legacy word "Serverless" as',
    },
    { object: CONTROLLER, path: "spec.replicas", reason: "the API server's default of 1, stated" },
    {
      object: CONTROLLER,
      path: "spec.template.metadata.annotations.kserve-stack/config-hash",
      reason: "rolls the controller, which reads optional APIs and parts of its configuration only when it starts",
    },
  ],
};
