import { type Rule, WEBHOOK } from "./rule";

/** A second predictor beside the first is a thing of Standard mode; Knative has revisions. */
export const canaryMode: Rule = {
  refuses: "`canary` in Knative mode",
  source: `${WEBHOOK} validateCanarySpecs`,
  *check({ mode, spec: { canary } }) {
    if (mode === "Standard" || !canary || canary.length === 0) return;
    yield {
      prop: "canary",
      expected: "left out in Knative mode, where a canary is a revision",
      got: canary.map(({ predictor }) => predictor.name ?? ""),
      fix: 'predictor.canaryTrafficPercent, or mode: "Standard"',
    };
  },
};
