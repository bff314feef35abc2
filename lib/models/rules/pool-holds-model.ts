import { amountOf, plainResources } from "../../internal/quantity";
import { defaultResources } from "../default-resources";
import { modelOf } from "../frameworks";
import { serverContainer } from "../server-container";
import { type Rule } from "./rule";

/** A pod that its pool can never hold waits for ever. */
export const poolHoldsModel: Rule = {
  refuses: "pods that are always wanted and ask for more than their pool may ever hold",
  source: "Karpenter: a NodePool's limits; Kubernetes: a pod stays Pending where no node fits",
  *check({ components, facts }) {
    for (const component of components) {
      const { at, pool, predictor, spec } = component;
      const server = serverContainer(component);
      if (!pool?.limits || !predictor || !server) continue;
      const own = plainResources(server.container.resources ?? {});
      const defaults = defaultResources(modelOf(predictor)?.model, facts);
      const requests: Readonly<Record<string, string>> = { ...defaults.requests, ...own.requests };
      const limits: Readonly<Record<string, string>> = { ...defaults.limits, ...own.limits };
      // A model that scales to zero still needs room for its first pod.
      const pods = Math.max(1, spec.minReplicas ?? 1);
      for (const [name, most] of Object.entries(pool.limits)) {
        const each = requests[name] ?? limits[name];
        if (each === undefined || (amountOf(each) ?? 0) * pods <= (amountOf(most) ?? Infinity)) continue;
        const isGpu = name === pool.resourceName;
        yield {
          prop: at + (isGpu ? "gpus" : `resources.requests.${name}`),
          expected: `at most ${most} over ${String(pods)} ${pods === 1 ? "pod" : "pods"}, the limit of pool ${pool.name}`,
          got: isGpu ? Number(each) : each,
          fix: `${pods > 1 ? "fewer minReplicas, or " : ""}a higher limit of the pool`,
        };
      }
    }
  },
};
