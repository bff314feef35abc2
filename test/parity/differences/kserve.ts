import type { ParityNotes } from "../notes";

/** Upstream's one file always brings three controllers; these objects are of the LLM controller. */
const LLM = [
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
/** These are of the local-model controller. */
const LOCAL_MODEL = [
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

export const kserve: ParityNotes = {
  leftOut: [
    { object: "Namespace kserve", reason: "the platform's namespaces chart emits every namespace" },
    ...LLM.map((object) => ({ object, reason: "the platform installs no LLM controller, so nothing would serve it" })),
    ...LOCAL_MODEL.map((object) => ({
      object,
      reason: "the platform installs no local-model controller, so nothing would serve it",
    })),
    {
      object: "ClusterServingRuntime kserve-huggingfaceserver-multinode",
      reason: "a Ray head and its workers, started by a script of upstream's; models of one node do not need it",
    },
  ],
  added: [],
  differences: [
    {
      object: "ConfigMap kserve/inferenceservice-config",
      path: "data._example",
      reason: "documentation; the typed settings carry it as docstrings",
    },
    {
      object: "ConfigMap kserve/inferenceservice-config",
      path: "data.deploy.defaultDeploymentMode",
      reason: "the same mode by its present name",
    },
    {
      object: "Deployment kserve/kserve-controller-manager",
      path: "spec.replicas",
      reason: "the API's default, stated",
    },
    {
      object: "Deployment kserve/kserve-controller-manager",
      path: "spec.template.metadata.annotations.kserve-stack/config-hash",
      reason: "the manager reads parts of its configuration only at its start, so a change has to roll it",
    },
  ],
};
