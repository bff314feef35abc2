import { serversOf } from "../frameworks";
import { WEBHOOK, type Rule } from "./rule";

/** KServe names the server's container itself. */
export const serverUnnamed: Rule = {
  refuses: "a `name` in `model` or in a field named for a framework",
  source: `${WEBHOOK} validatePredictor`,
  *check({ spec: { predictor } }) {
    for (const [field, { name }] of serversOf(predictor)) {
      if (name === undefined || name === "") continue;
      yield { prop: `${field}.name`, expected: "left out, since KServe refuses it", got: name, fix: "leave it out" };
    }
  },
};
