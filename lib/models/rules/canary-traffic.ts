import { type Rule, WEBHOOK } from "./rule";

/** What the canaries get, the stable predictor does not. */
export const canaryTraffic: Rule = {
  refuses: "shares of canaries that are not from 0 to 100, or together above 100",
  source: `${WEBHOOK} validateCanarySpecs`,
  *check({ spec: { canary = [] } }) {
    for (const [index, { trafficPercent }] of canary.entries()) {
      if (Number.isInteger(trafficPercent) && trafficPercent >= 0 && trafficPercent <= 100) continue;
      yield {
        prop: `canary[${String(index)}].trafficPercent`,
        expected: "a whole number from 0 to 100",
        got: trafficPercent,
        fix: "trafficPercent: 10",
      };
    }
    const sum = canary.reduce((total, { trafficPercent }) => total + trafficPercent, 0);
    if (sum <= 100) return;
    yield { prop: "canary", expected: "at most 100 percent together", got: sum, fix: "lower trafficPercent" };
  },
};
