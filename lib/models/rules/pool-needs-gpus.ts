import { type Rule } from "./rule";

/** A pod without GPUs on GPU nodes is never what was meant. */
export const poolNeedsGpus: Rule = {
  refuses: "a GPU pool without GPUs",
  source: "of this package: a pool is nodes with GPUs",
  *check({ components }) {
    for (const { at, pool, gpus = 0 } of components) {
      if (!pool || gpus !== 0) continue;
      yield {
        prop: `${at}gpus`,
        expected: `at least 1 on GPU pool ${pool.name}`,
        got: gpus,
        fix: "gpus: 1, or no pool",
      };
    }
  },
};
