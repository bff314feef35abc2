import { scaledBy } from "../scaled-by";
import { CONTROLLER, type Rule } from "./rule";

/** KServe follows `autoScaling` alone where both are stated. */
export const oneScaling: Rule = {
  refuses: "`scaleMetric` or `scaleTarget` beside `autoScaling` (Standard mode)",
  source: `${CONTROLLER}/reconcilers/hpa/hpa_reconciler.go getHPAMetrics`,
  *check(model) {
    for (const { at, spec } of scaledBy(model, "hpa")) {
      if (!spec.autoScaling) continue;
      for (const prop of ["scaleMetric", "scaleTarget"] as const) {
        if (spec[prop] === undefined) continue;
        yield {
          prop: at + prop,
          expected: "left out beside autoScaling, which KServe follows instead",
          got: spec[prop],
          fix: "leave one of them",
        };
      }
    }
  },
};
