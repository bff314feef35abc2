import { type Rule, WEBHOOK } from "./rule";

/** KServe's multi-node serving is narrow: Standard mode, one container of workers, a claim or an image, no autoscaler. */
export const multiNode: Rule = {
  refuses:
    'a `workerSpec` in Knative mode, with several containers, without a pvc:// or oci:// model, or with another autoscaler class than "none"',
  source: `${WEBHOOK} validateMultiNodeVariables; kserve v0.20.0 pkg/controller/v1beta1/inferenceservice/components/predictor.go Reconcile`,
  *check({ mode, annotations, spec: { predictor } }) {
    const { workerSpec, model } = predictor;
    if (!workerSpec) return;
    if (mode === "Knative") {
      yield {
        prop: "workerSpec",
        expected: "left out in Knative mode, where KServe makes no workers",
        got: workerSpec,
        fix: 'mode: "Standard" with autoscalerClass: "none"',
      };
    }
    if ((workerSpec.containers ?? []).length > 1) {
      yield {
        prop: "workerSpec.containers",
        expected: "one container at most",
        got: workerSpec.containers?.length,
        fix: "leave one of them",
      };
    }
    for (const prop of ["pipelineParallelSize", "tensorParallelSize"] as const) {
      const size = workerSpec[prop];
      if (size === undefined || (Number.isInteger(size) && size >= 1)) continue;
      yield { prop: `workerSpec.${prop}`, expected: "a whole number of at least 1", got: size, fix: `${prop}: 1` };
    }
    if (!model) {
      yield { prop: "model", expected: "stated beside workerSpec", got: undefined, fix: "model: { modelFormat: … }" };
      return;
    }
    if (!/^(pvc|oci):\/\//.test(model.storageUri ?? "")) {
      yield {
        prop: "model.storageUri",
        expected: "pvc:// or oci:// where several nodes serve a model",
        got: model.storageUri,
        fix: 'storageUri: "pvc://claim/path"',
      };
    }
    const autoscalerClass = annotations["serving.kserve.io/autoscalerClass"];
    if (mode === "Standard" && autoscalerClass !== "none") {
      yield {
        prop: "autoscalerClass",
        expected: '"none" where several nodes serve a model',
        got: autoscalerClass,
        fix: 'autoscalerClass: "none"',
      };
    }
  },
};
