import { CONTROLLER, type Rule, WEBHOOK } from "./rule";

/** What KServe reads in Standard mode only. */
export const knativeIgnores: Rule = {
  refuses: "`autoScaling` and `deploymentStrategy` in Knative mode",
  source: `${WEBHOOK} validateScalingKPACompExtension; ${CONTROLLER}/reconcilers/knative/ksvc_reconciler.go`,
  *check({ mode, components }) {
    if (mode !== "Knative") return;
    for (const { at, spec } of components) {
      if (spec.autoScaling !== undefined) {
        yield {
          prop: `${at}autoScaling`,
          expected: "left out in Knative mode, where KServe ignores it",
          got: spec.autoScaling,
          fix: 'scaleMetric and scaleTarget, or mode: "Standard"',
        };
      }
      if (spec.deploymentStrategy === undefined) continue;
      yield {
        prop: `${at}deploymentStrategy`,
        expected: "left out in Knative mode, where each change is a revision",
        got: spec.deploymentStrategy,
        fix: 'canaryTrafficPercent, or mode: "Standard"',
      };
    }
  },
};
