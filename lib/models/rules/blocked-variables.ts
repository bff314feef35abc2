import { type Rule, WEBHOOK } from "./rule";

/** A variable that would let a model bring code of its own into KServe's servers. */
export const blockedVariables: Rule = {
  refuses: "the variable PYTHONPATH in any container",
  source: `${WEBHOOK} validateBlockedEnvVars; kserve v0.20.0 pkg/validation/env_policy.go`,
  *check({ components }) {
    for (const { at, kind, containers } of components) {
      // The webhook looks at the stable predictor only.
      if (kind === "canary") continue;
      for (const { at: place, container } of containers) {
        if (!container.env?.some(({ name }) => name === "PYTHONPATH")) continue;
        yield {
          prop: `${at}${place}.env`,
          expected: "without PYTHONPATH, which KServe refuses",
          got: "PYTHONPATH",
          fix: "put the code into the image",
        };
      }
    }
  },
};
