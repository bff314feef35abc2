import type { Refusal } from "../plan/refusal";

/**
 * One known-bad object for each of KServe's validators, valid by its schema.
 *
 * A dot is fine in the name of an object but not in a model's, which becomes part of a host name.
 */
// source: kserve v0.20.0 pkg/apis/serving/v1beta1/inference_service_validation.go and component.go,
// pkg/apis/serving/v1alpha1/{inference_graph_validation,trainedmodel_webhook}.go,
// pkg/webhook/admission/servingruntime/servingruntime_webhook.go
export function refusals(namespace: string): readonly Refusal[] {
  const name = "kserve-stack.probe";
  const crowded = {
    containers: [{ name: "kserve-container" }],
    workerSpec: { containers: [{ name: "a" }, { name: "b" }] },
  };
  const crowdedSays = "setting multiple containers in workerSpec is not allowed";
  return [
    {
      manifest: {
        apiVersion: "serving.kserve.io/v1beta1",
        kind: "InferenceService",
        metadata: { name, namespace },
        spec: { predictor: { model: { modelFormat: { name: "sklearn" }, storageUri: "gs://kserve-stack/probe" } } },
      },
      says: "a InferenceService name must consist of lower case alphanumeric characters or '-'",
    },
    {
      manifest: {
        apiVersion: "serving.kserve.io/v1alpha1",
        kind: "TrainedModel",
        metadata: { name, namespace },
        spec: {
          inferenceService: "probe",
          model: { framework: "sklearn", memory: "1Mi", storageUri: "gs://kserve-stack/probe" },
        },
      },
      says: "a Trained Model name must consist of alphanumeric characters",
    },
    {
      manifest: {
        apiVersion: "serving.kserve.io/v1alpha1",
        kind: "InferenceGraph",
        metadata: { name, namespace },
        spec: { nodes: { root: { routerType: "Sequence", steps: [{ serviceName: "probe" }] } } },
      },
      says: "a InferenceGraph name must consist of lower case alphanumeric characters or '-'",
    },
    {
      manifest: {
        apiVersion: "serving.kserve.io/v1alpha1",
        kind: "ServingRuntime",
        metadata: { name, namespace },
        spec: crowded,
      },
      says: crowdedSays,
    },
    {
      manifest: {
        apiVersion: "serving.kserve.io/v1alpha1",
        kind: "ClusterServingRuntime",
        metadata: { name },
        spec: crowded,
      },
      says: crowdedSays,
    },
  ];
}
