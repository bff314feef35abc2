import { type Rule, WEBHOOK } from "./rule";

/** KServe fetches the files for the server, and mounts them into a transformer beside it. */
export const storageUriBesideTransformer: Rule = {
  refuses: "the variable STORAGE_URI in a container `transformer-container` of the predictor",
  source: `${WEBHOOK} validateCollocationStorageURI`,
  *check({ spec: { predictor } }) {
    for (const [index, { name, env = [] }] of (predictor.containers ?? []).entries()) {
      const variable = env.find((variable) => variable.name === "STORAGE_URI");
      if (name !== "transformer-container" || !variable) continue;
      yield {
        prop: `containers[${String(index)}].env`,
        expected: "without STORAGE_URI in a transformer beside the predictor",
        got: variable.value,
        fix: "state it on the predictor",
      };
    }
  },
};
