import { COMPONENT, type Rule } from "./rule";

/** Counts are whole, and bounds do not cross. */
export const replicas: Rule = {
  refuses: "counts that are negative or no whole numbers, and a minReplicas above maxReplicas",
  source: `${COMPONENT} validateReplicas, validateContainerConcurrency`,
  *check({ components }) {
    for (const { at, spec, gpus } of components) {
      for (const [prop, minimum] of [
        ["minReplicas", 0],
        ["maxReplicas", 0],
        ["scaleTarget", 1],
        ["gpus", 0],
        ["containerConcurrency", 0],
      ] as const) {
        const value = prop === "gpus" ? gpus : spec[prop];
        if (value === undefined || (Number.isInteger(value) && value >= minimum)) continue;
        yield {
          prop: at + prop,
          expected: `a whole number of at least ${String(minimum)}`,
          got: value,
          fix: `${prop}: ${String(minimum)}`,
        };
      }
      const { minReplicas = 1, maxReplicas = 0 } = spec;
      // KServe takes 0 for no bound at all.
      if (!(maxReplicas > 0) || minReplicas <= maxReplicas) continue;
      yield {
        prop: `${at}minReplicas`,
        expected: `at most maxReplicas (${String(maxReplicas)})`,
        got: minReplicas,
        fix: "raise maxReplicas",
      };
    }
  },
};
