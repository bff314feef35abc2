import { type Rule } from "./rule";

/** The selector is only injected into a pod that has a limit of NVIDIA's GPUs. */
export const gkeAccelerator: Rule = {
  refuses: "the annotation `serving.kserve.io/gke-accelerator` without a limit of `nvidia.com/gpu`",
  source: "kserve v0.20.0 pkg/webhook/admission/pod/accelerator_injector.go",
  looksAtRuntimes: true,
  *check({ annotations, components, facts }) {
    const accelerator = annotations["serving.kserve.io/gke-accelerator"];
    if (accelerator === undefined) return;
    const limited = components.some(({ containers }) =>
      containers.some(({ container }) => container.resources?.limits?.["nvidia.com/gpu"] !== undefined),
    );
    // A runtime may bring the limit; one of the cluster's own is not known.
    const named = components.map(({ predictor }) => predictor?.model?.runtime).find((name) => name !== undefined);
    if (limited || (named !== undefined && !facts.runtimes.some(({ name }) => name === named))) return;
    yield {
      prop: 'annotations["serving.kserve.io/gke-accelerator"]',
      expected: "beside a limit of nvidia.com/gpu, without which KServe leaves it",
      got: accelerator,
      fix: "gpus: 1",
    };
  },
};
