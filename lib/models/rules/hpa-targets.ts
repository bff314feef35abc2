import { scaledBy } from "../scaled-by";
import { CONTROLLER, type Rule } from "./rule";

/** KServe makes the target of an HPA from one field by its type, and passes on nothing where another is stated. */
export const hpaTargets: Rule = {
  refuses: "a target of a resource that KServe does not pass on to an HPA (Standard mode)",
  source: `${CONTROLLER}/reconcilers/hpa/hpa_reconciler.go getHPAMetrics; Kubernetes refuses a metric without a target`,
  *check(model) {
    for (const { at, spec } of scaledBy(model, "hpa")) {
      for (const [index, metric] of (spec.autoScaling?.metrics ?? []).entries()) {
        if (metric.type !== "Resource") continue;
        const prop = `${at}autoScaling.metrics[${String(index)}].resource.target`;
        const { name, target } = metric.resource;
        if (name === "cpu" && target.type !== undefined && target.type !== "Utilization") {
          yield {
            prop: `${prop}.type`,
            expected: '"Utilization" of the CPU, which KServe takes it for',
            got: target.type,
            fix: '{ type: "Utilization", averageUtilization: 80 }',
          };
        }
        if (name !== "memory") continue;
        const stated =
          target.type === "Utilization"
            ? target.averageUtilization
            : target.type === "AverageValue"
              ? target.averageValue
              : undefined;
        if (stated !== undefined) continue;
        yield {
          prop,
          expected: '"Utilization" with averageUtilization, or "AverageValue" with averageValue',
          got: target,
          fix: '{ type: "AverageValue", averageValue: "4Gi" }',
        };
      }
    }
  },
};
