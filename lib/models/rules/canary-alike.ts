import { FRAMEWORKS, modelOf } from "../frameworks";
import { CONTROLLER, type Rule } from "./rule";

/** A canary is laid over the stable predictor, of which only `model` goes over `model` and `containers` over `containers`. */
export const canaryAlike: Rule = {
  refuses:
    "a canary that states its server in another field than the stable predictor, or in one named for a framework",
  source: `${CONTROLLER}/components/predictor.go buildCanaryPredictor, buildPredictorResources`,
  *check({ spec: { predictor, canary = [] } }) {
    const hasModel = modelOf(predictor) !== undefined;
    for (const [index, { predictor: second }] of canary.entries()) {
      const at = `canary[${String(index)}].predictor`;
      const field = FRAMEWORKS.find((name) => second[name] !== undefined);
      if (field !== undefined) {
        yield {
          prop: `${at}.${field}`,
          expected: "model, which alone goes over the stable predictor's",
          got: field,
          fix: `model: { modelFormat: "${field}", … }`,
        };
      } else if ((second.model !== undefined) !== hasModel) {
        yield {
          prop: at,
          expected: hasModel ? "a model, as the stable predictor is" : "containers, as the stable predictor has",
          got: hasModel ? "containers" : "model",
          fix: "another InferenceService",
        };
      }
    }
  },
};
