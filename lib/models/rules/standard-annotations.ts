import { CONTROLLER, type Rule } from "./rule";

const FOREIGN =
  /^autoscaling\.knative\.dev\/|^serving\.knative\.dev\/rollout-duration$|^serving\.kserve\.io\/enable-tag-routing$/;

/** Annotations that Knative reads, or KServe for it. */
export const standardAnnotations: Rule = {
  refuses:
    "annotations for Knative in Standard mode: `autoscaling.knative.dev/…`, `…/rollout-duration`, `…/enable-tag-routing`",
  source: `${CONTROLLER}/reconcilers/knative/ksvc_reconciler.go is their only reader`,
  *check({ mode, annotations, components }) {
    if (mode !== "Standard") return;
    const places = [
      ["", annotations] as const,
      ...components.map(({ at, spec }) => [at || "predictor.", spec.annotations ?? {}] as const),
    ];
    for (const [at, stated] of places) {
      for (const [name, value] of Object.entries(stated)) {
        if (!FOREIGN.test(name)) continue;
        yield {
          prop: `${at}annotations["${name}"]`,
          expected: "left out in Standard mode, where nothing reads it",
          got: value,
          fix: 'mode: "Knative"',
        };
      }
    }
  },
};
