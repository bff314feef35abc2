import { type Rule } from "./rule";

/** Knative splits traffic in whole percents. */
export const canaryPercent: Rule = {
  refuses: "a `canaryTrafficPercent` that is no whole number from 0 to 100 (Knative mode)",
  source: "knative.dev/serving v0.48.1 pkg/apis/serving/v1/route_validation.go",
  *check({ mode, components }) {
    if (mode !== "Knative") return;
    for (const { at, spec } of components) {
      const percent = spec.canaryTrafficPercent;
      if (percent === undefined || (Number.isInteger(percent) && percent >= 0 && percent <= 100)) continue;
      yield { prop: `${at}canaryTrafficPercent`, expected: "a whole number from 0 to 100", got: percent, fix: "10" };
    }
  },
};
