import { type Rule } from "./rule";

const UNREAD = ["serving.kserve.io/targetUtilizationPercentage", "serving.kserve.io/metrics"];

/** Annotations of older releases. */
export const ignoredAnnotations: Rule = {
  refuses: "annotations of older releases that nothing reads any more: `…/targetUtilizationPercentage`, `…/metrics`",
  source: "kserve v0.20.0 pkg/constants/constants.go: declared, and read by no other file",
  *check({ annotations }) {
    for (const name of UNREAD) {
      if (annotations[name] === undefined) continue;
      yield {
        prop: `annotations["${name}"]`,
        expected: "left out, since KServe does not read it",
        got: annotations[name],
        fix: "scaleMetric and scaleTarget",
      };
    }
  },
};
