import { KNATIVE_HPA } from "../annotations";
import { KNATIVE, type Rule, WEBHOOK } from "./rule";

/** Knative's own autoscaler follows requests, its HPA the CPU and the memory. */
export const knativeMetric: Rule = {
  refuses: "a `scaleMetric` that the autoscaler of Knative mode does not follow, or a target of it out of range",
  source: `${WEBHOOK} validateScalingKPACompExtension, validateScalingHPACompExtension; ${KNATIVE}/autoscaling/annotation_validation.go validateMetric`,
  *check({ mode, components }) {
    if (mode !== "Knative") return;
    for (const { at, spec, knativeClass } of components) {
      const isHpa = knativeClass === KNATIVE_HPA;
      const metrics = isHpa ? ["cpu", "memory"] : ["concurrency", "rps"];
      if (spec.scaleMetric !== undefined && !metrics.includes(spec.scaleMetric)) {
        yield {
          prop: `${at}scaleMetric`,
          expected: `${metrics.map((metric) => `"${metric}"`).join(" or ")}, which Knative's autoscaler follows`,
          got: spec.scaleMetric,
          fix: `scaleMetric: "${metrics[0] ?? ""}", or mode: "Standard"`,
        };
      }
      if (!isHpa || spec.scaleTarget === undefined || spec.scaleTarget <= 100) continue;
      yield {
        prop: `${at}scaleTarget`,
        expected: "from 1 to 100 where Knative's HPA scales",
        got: spec.scaleTarget,
        fix: "scaleTarget: 80",
      };
    }
  },
};
