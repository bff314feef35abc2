import { modelOf } from "../frameworks";
import { storageUriVariable } from "./storage-scheme";
import { type Rule, WEBHOOK } from "./rule";

/** Each canary has a Deployment of its own, told apart by the predictor's name. */
export const canaryNames: Rule = {
  refuses: "a canary without a name, of another's name, or beside a predictor without a model",
  source: `${WEBHOOK} validateCanarySpecs`,
  *check({ spec: { predictor, canary = [] } }) {
    const names = [predictor.name, ...canary.map(({ predictor: { name } }) => name)];
    for (const [
      index,
      {
        predictor: { name },
      },
    ] of canary.entries()) {
      const prop = `canary[${String(index)}].predictor.name`;
      if (name === undefined || name === "") {
        yield { prop, expected: "stated: its Deployment is named by it", got: name, fix: 'name: "v2"' };
      } else if (names.indexOf(name) !== index + 1) {
        yield { prop, expected: "a name that no other predictor has", got: name, fix: `name: "${name}-2"` };
      }
    }
    if (canary.length === 0 || modelOf(predictor) || storageUriVariable(predictor.containers ?? []) !== undefined)
      return;
    yield {
      prop: "canary",
      expected: "beside a predictor with a model",
      got: names.slice(1),
      fix: "predictor.model, or the variable STORAGE_URI",
    };
  },
};
