import type { Manifest } from "../lib/internal/emit";

/** One way to break a custom resource of KServe. */
export interface BadResource {
  /** What is wrong, as a sentence's end. */
  readonly fault: string;
  /** Where our own check points. */
  readonly path: string;
  readonly manifest: Manifest & Readonly<Record<string, unknown>>;
}

const isvc = (predictor: object): BadResource["manifest"] => ({
  apiVersion: "serving.kserve.io/v1beta1",
  kind: "InferenceService",
  metadata: { name: "bad", namespace: "default" },
  spec: { predictor },
});
const v1alpha1 = (kind: string, spec: object, namespaced = true): BadResource["manifest"] => ({
  apiVersion: "serving.kserve.io/v1alpha1",
  kind,
  metadata: { name: "bad", ...(namespaced && { namespace: "default" }) },
  spec,
});
const sklearn = { modelFormat: { name: "sklearn" }, storageUri: "gs://bucket/model" };
const containers = [{ name: "kserve-container", image: "server" }];

/** Faults in KServe's own fields: misspelt, of the wrong type, out of range, missing. */
export const badResources: readonly BadResource[] = [
  {
    fault: "a misspelt storageUri",
    path: "spec.predictor.model.storageUrl",
    manifest: isvc({ model: { modelFormat: { name: "sklearn" }, storageUrl: "gs://b" } }),
  },
  {
    fault: "a misspelt minReplicas",
    path: "spec.predictor.minReplica",
    manifest: isvc({ minReplica: 1, model: sklearn }),
  },
  {
    fault: "a misspelt modelFormat",
    path: "spec.predictor.model.modelFromat",
    manifest: isvc({ model: { ...sklearn, modelFromat: { name: "x" } } }),
  },
  {
    fault: "text for minReplicas",
    path: "spec.predictor.minReplicas",
    manifest: isvc({ minReplicas: "one", model: sklearn }),
  },
  {
    fault: "a scaleMetric that does not exist",
    path: "spec.predictor.scaleMetric",
    manifest: isvc({ scaleMetric: "gpu", model: sklearn }),
  },
  { fault: "text for env", path: "spec.predictor.model.env", manifest: isvc({ model: { ...sklearn, env: "A=1" } }) },
  {
    fault: "a misspelt field of the transformer",
    path: "spec.transformer.containerz",
    manifest: { ...isvc({ model: sklearn }), spec: { predictor: { model: sklearn }, transformer: { containerz: [] } } },
  },
  { fault: "no predictor", path: "spec.predictor", manifest: { ...isvc({}), spec: { transformer: { containers } } } },
  {
    fault: "a canary without its share",
    path: "spec.canary[0].trafficPercent",
    manifest: { ...isvc({}), spec: { predictor: { model: sklearn }, canary: [{ predictor: { containers } }] } },
  },
  {
    fault: "a TrainedModel without memory",
    path: "spec.model.memory",
    manifest: v1alpha1("TrainedModel", {
      inferenceService: "a",
      model: { framework: "sklearn", storageUri: "gs://b" },
    }),
  },
  {
    fault: "a misspelt inferenceService of a TrainedModel",
    path: "spec.inferenceservice",
    manifest: v1alpha1("TrainedModel", {
      inferenceservice: "a",
      inferenceService: "a",
      model: { framework: "sklearn", storageUri: "gs://b", memory: "1Gi" },
    }),
  },
  {
    fault: "an InferenceGraph with a router that does not exist",
    path: "spec.nodes.root.routerType",
    manifest: v1alpha1("InferenceGraph", { nodes: { root: { routerType: "Chain", steps: [] } } }),
  },
  { fault: "an InferenceGraph without nodes", path: "spec.nodes", manifest: v1alpha1("InferenceGraph", {}) },
  {
    fault: "a ServingRuntime without containers",
    path: "spec.containers",
    manifest: v1alpha1("ServingRuntime", { supportedModelFormats: [{ name: "sklearn" }] }),
  },
  {
    fault: "a ClusterServingRuntime with priority 0",
    path: "spec.supportedModelFormats[0].priority",
    manifest: v1alpha1(
      "ClusterServingRuntime",
      { containers, supportedModelFormats: [{ name: "sklearn", priority: 0 }] },
      false,
    ),
  },
  {
    fault: "a misspelt protocolVersions of a ClusterServingRuntime",
    path: "spec.protocolVersion",
    manifest: v1alpha1("ClusterServingRuntime", { containers, protocolVersion: ["v1"] }, false),
  },
  {
    fault: "a ClusterStorageContainer without formats",
    path: "spec.supportedUriFormats",
    manifest: v1alpha1("ClusterStorageContainer", { container: { name: "a" } }, false),
  },
];
