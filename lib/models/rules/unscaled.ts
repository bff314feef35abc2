import { scaledBy } from "../scaled-by";
import { CONTROLLER, type Rule } from "./rule";

/** KServe makes no autoscaler for these classes; class "none" still sets the number of pods by minReplicas. */
export const unscaled: Rule = {
  refuses: 'bounds, targets and metrics with class "external" or "none", which nothing follows',
  source: `${CONTROLLER}/reconcilers/hpa/hpa_reconciler.go shouldCreateHPA, reconcilers/deployment createRawDefaultDeployment`,
  *check(model) {
    for (const { at, spec, autoscalerClass } of scaledBy(model, "external", "none")) {
      for (const prop of ["maxReplicas", "scaleMetric", "scaleTarget", "autoScaling"] as const) {
        if (spec[prop] === undefined || spec[prop] === 0) continue;
        yield {
          prop: at + prop,
          expected: `left out where KServe scales nothing (autoscalerClass "${autoscalerClass ?? ""}")`,
          got: spec[prop],
          fix: 'autoscalerClass: "hpa"',
        };
      }
    }
  },
};
