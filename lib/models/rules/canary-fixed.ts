import { type Rule, WEBHOOK } from "./rule";

/** The pods of a canary are a fixed number, by its share or by its minReplicas. */
export const canaryFixed: Rule = {
  refuses: "scaling and further nodes of a canary, and more pods than the stable predictor has",
  source: `${WEBHOOK} validateCanarySpecs`,
  *check({ spec, components }) {
    const stable = spec.predictor.minReplicas ?? 1;
    for (const { at, kind, predictor } of components) {
      if (kind !== "canary" || !predictor) continue;
      for (const prop of ["maxReplicas", "scaleTarget", "scaleMetric", "autoScaling", "workerSpec"] as const) {
        if (predictor[prop] === undefined || predictor[prop] === 0) continue;
        yield {
          prop: at + prop,
          expected: "left out of a canary, whose pods are a fixed number",
          got: predictor[prop],
          fix: "minReplicas, or leave it out",
        };
      }
      if (predictor.minReplicas === undefined || predictor.minReplicas <= stable) continue;
      yield {
        prop: `${at}minReplicas`,
        expected: `at most the stable predictor's (${String(stable)})`,
        got: predictor.minReplicas,
        fix: `minReplicas: ${String(stable)}`,
      };
    }
  },
};
