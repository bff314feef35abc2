import { CONTROLLER, type Rule } from "./rule";

/** What KServe hands to Knative, and to nobody in Standard mode. */
export const standardIgnores: Rule = {
  refuses: "`canaryTrafficPercent` and `containerConcurrency` in Standard mode, which ignores them",
  source: `${CONTROLLER}/reconcilers/{raw,deployment}; https://github.com/kserve/kserve/issues/4074`,
  *check({ mode, components }) {
    if (mode !== "Standard") return;
    for (const { at, spec, explainer } of components) {
      if (spec.canaryTrafficPercent !== undefined) {
        yield {
          prop: `${at}canaryTrafficPercent`,
          expected: "left out in Standard mode, where KServe ignores it",
          got: spec.canaryTrafficPercent,
          fix: 'mode: "Knative"',
        };
      }
      // The ART explainer takes it for its number of workers.
      if (spec.containerConcurrency !== undefined && spec.containerConcurrency > 0 && !explainer?.art) {
        yield {
          prop: `${at}containerConcurrency`,
          expected: "left out in Standard mode, where nothing limits the requests of a pod",
          got: spec.containerConcurrency,
          fix: 'mode: "Knative", or a limit in the model server\'s own arguments',
        };
      }
    }
  },
};
