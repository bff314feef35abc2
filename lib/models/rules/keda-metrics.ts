import { scaledBy } from "../scaled-by";
import { CONTROLLER, type Rule, WEBHOOK } from "./rule";

/** KEDA follows `autoScaling.metrics`, and refuses a ScaledObject without any. */
export const kedaMetrics: Rule = {
  refuses: "`scaleMetric` and `scaleTarget` with KEDA, and no metrics at all",
  source: `${WEBHOOK} validateScalingKedaCompExtension; ${CONTROLLER}/reconcilers/keda; keda v2.18.0 apis/keda/v1alpha1/scaletriggers_types.go`,
  *check(model) {
    for (const { at, spec } of scaledBy(model, "keda")) {
      for (const prop of ["scaleMetric", "scaleTarget"] as const) {
        if (spec[prop] === undefined) continue;
        yield {
          prop: at + prop,
          expected: 'left out with autoscalerClass "keda", which follows autoScaling.metrics',
          got: spec[prop],
          fix: 'autoScaling: { metrics: [{ type: "Resource", … }] }',
        };
      }
      if ((spec.autoScaling?.metrics ?? []).length > 0) continue;
      yield {
        prop: `${at}autoScaling.metrics`,
        expected: "at least one, without which KEDA refuses the ScaledObject",
        got: spec.autoScaling?.metrics,
        fix: 'autoScaling: { metrics: [{ type: "Resource", … }] }',
      };
    }
  },
};
