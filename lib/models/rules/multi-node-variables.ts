import { type Rule, WEBHOOK } from "./rule";

/** KServe writes them from `workerSpec`. */
export const multiNodeVariables: Rule = {
  refuses: "the variables PIPELINE_PARALLEL_SIZE and TENSOR_PARALLEL_SIZE beside a `workerSpec`",
  source: `${WEBHOOK} validateMultiNodeVariables`,
  *check({ spec: { predictor } }) {
    if (!predictor.workerSpec) return;
    for (const { name, value } of predictor.model?.env ?? []) {
      if (name !== "PIPELINE_PARALLEL_SIZE" && name !== "TENSOR_PARALLEL_SIZE") continue;
      const prop = name === "PIPELINE_PARALLEL_SIZE" ? "pipelineParallelSize" : "tensorParallelSize";
      yield {
        prop: "model.env",
        expected: `without ${name}, which KServe writes itself`,
        got: value,
        fix: `workerSpec: { ${prop}: ${value ?? "1"} }`,
      };
    }
  },
};
