import { chosenRuntime } from "../chosen-runtime";
import { type Rule } from "./rule";

const GPU = "nvidia.com/gpu";

/** The selector is only injected into a pod that has a limit of NVIDIA's GPUs. */
export const gkeAccelerator: Rule = {
  refuses: "the annotation `serving.kserve.io/gke-accelerator` without a limit of `nvidia.com/gpu`",
  source: "kserve v0.20.0 pkg/webhook/admission/pod/accelerator_injector.go",
  looksAtProgram: true,
  *check({ annotations, components, facts }) {
    const accelerator = annotations["serving.kserve.io/gke-accelerator"];
    if (accelerator === undefined) return;
    const isLimited = components.some(({ containers, predictor }) => {
      if (containers.some(({ container }) => container.resources?.limits?.[GPU] !== undefined)) return true;
      // A runtime may bring the limit; one of the cluster's own is not known.
      const runtime = predictor && chosenRuntime(predictor, facts);
      const isUnknown = predictor?.model?.runtime !== undefined && !runtime;
      return isUnknown || runtime?.resources?.limits?.[GPU] !== undefined;
    });
    if (isLimited) return;
    yield {
      prop: 'annotations["serving.kserve.io/gke-accelerator"]',
      expected: "beside a limit of nvidia.com/gpu, without which KServe leaves it",
      got: accelerator,
      fix: "gpus: 1",
    };
  },
};
