import { type Rule } from "./rule";

/** KServe leaves a model open to the outside for any other value. */
export const visibility: Rule = {
  refuses: 'a label `networking.kserve.io/visibility` of another value than "cluster-local"',
  source: "kserve v0.20.0 pkg/constants/constants.go NetworkVisibility, ClusterLocalVisibility",
  *check({ labels }) {
    const value = labels["networking.kserve.io/visibility"];
    if (value === undefined || value === "cluster-local") return;
    yield {
      prop: 'labels["networking.kserve.io/visibility"]',
      expected: '"cluster-local"',
      got: value,
      fix: '"cluster-local", or leave it out',
    };
  },
};
