import type { IConstruct } from "constructs";
import { invalid } from "../internal/invalid";
import type { Predictor } from "./predictor";

/** Throws on numbers of a predictor that no mode takes. */
export function checkReplicas(scope: IConstruct, predictor: Predictor): void {
  const { minReplicas, maxReplicas } = predictor;
  for (const [prop, minimum] of [
    ["minReplicas", 0],
    ["maxReplicas", 1],
    ["scaleTarget", 1],
    ["gpus", 0],
    ["containerConcurrency", 0],
  ] as const) {
    const value = predictor[prop];
    if (value === undefined || (Number.isInteger(value) && value >= minimum)) continue;
    throw invalid(scope, prop, {
      expected: `a whole number of at least ${String(minimum)}`,
      got: value,
      fix: `${prop}: ${String(minimum)}`,
    });
  }
  if (minReplicas !== undefined && maxReplicas !== undefined && minReplicas > maxReplicas) {
    throw invalid(scope, "minReplicas", {
      expected: `at most maxReplicas (${String(maxReplicas)})`,
      got: minReplicas,
      fix: "raise maxReplicas",
    });
  }
}
