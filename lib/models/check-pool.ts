import type { IConstruct } from "constructs";
import { invalid } from "../internal/invalid";
import { amountOf } from "../internal/quantity";
import type { PlainResources } from "./fit-resources";
import type { Predictor } from "./predictor";

/** Throws where the pods that are always wanted ask for more than their pool may ever hold. */
export function checkPool(
  scope: IConstruct,
  { pool, minReplicas = 1 }: Predictor,
  { requests = {}, limits = {} }: PlainResources,
): void {
  if (!pool?.limits) return;
  // A model that scales to zero still needs room for its first pod.
  const pods = Math.max(1, minReplicas);
  for (const [name, most] of Object.entries(pool.limits)) {
    const each = requests[name] ?? limits[name];
    if (each === undefined || (amountOf(each) ?? 0) * pods <= (amountOf(most) ?? Infinity)) continue;
    const isGpu = name === pool.resourceName;
    throw invalid(scope, isGpu ? "gpus" : `resources.requests.${name}`, {
      expected: `at most ${most} over ${pods} ${pods === 1 ? "pod" : "pods"}, the limit of pool ${pool.name}`,
      got: isGpu ? Number(each) : each,
      fix: `${pods > 1 ? "fewer minReplicas, or " : ""}a higher limit of the pool`,
    });
  }
}
