import { scaledBy } from "../scaled-by";
import { CONTROLLER, type Rule, WEBHOOK } from "./rule";

/** An HPA follows the CPU and the memory of the pods. */
export const hpaMetrics: Rule = {
  refuses: "metrics that an HPA does not follow, and targets that it takes for something else (Standard mode)",
  source: `${WEBHOOK} validateScalingHPACompExtension; ${CONTROLLER}/reconcilers/hpa/hpa_reconciler.go getHPAMetrics`,
  *check(model) {
    for (const { at, spec, autoscalerClass } of scaledBy(model, "hpa")) {
      const { scaleMetric, scaleTarget, autoScaling } = spec;
      if (scaleMetric === "concurrency" || scaleMetric === "rps") {
        yield {
          prop: `${at}scaleMetric`,
          expected: '"cpu" or "memory" where an HPA scales (Standard mode)',
          got: scaleMetric,
          fix: 'mode: "Knative", or autoscalerClass: "keda" with autoScaling.metrics',
        };
      }
      if (scaleMetric === "memory" && scaleTarget === undefined && autoScaling === undefined) {
        yield {
          prop: `${at}scaleTarget`,
          expected: 'stated with scaleMetric "memory", without which the HPA follows the CPU',
          got: undefined,
          fix: "scaleTarget: 80, in percent of the request",
        };
      }
      // The webhook looks only where the class is stated.
      if (autoscalerClass !== undefined && scaleTarget !== undefined && scaleTarget > 100) {
        yield {
          prop: `${at}scaleTarget`,
          expected: 'from 1 to 100, in percent of the request, with autoscalerClass "hpa"',
          got: scaleTarget,
          fix: "scaleTarget: 80",
        };
      }
      const foreign = autoScaling?.metrics?.find(({ type }) => type !== "Resource");
      if (foreign) {
        yield {
          prop: `${at}autoScaling.metrics`,
          expected: 'of type "Resource" where an HPA scales',
          got: foreign.type,
          fix: 'autoscalerClass: "keda"',
        };
      }
      if (autoScaling?.behavior) {
        yield {
          prop: `${at}autoScaling.behavior`,
          expected: "left out where an HPA scales, which KServe does not pass it on to",
          got: autoScaling.behavior,
          fix: 'autoscalerClass: "keda"',
        };
      }
    }
  },
};
