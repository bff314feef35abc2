import { WEBHOOK, type Rule } from "./rule";

/** KServe's webhook has a pattern for names, narrower than Kubernetes'. */
export const modelName: Rule = {
  refuses: "a name that is not lower-case letters, digits and dashes, or does not start with a letter",
  source: `${WEBHOOK} validateInferenceServiceName`,
  *check({ name }) {
    if (/^[a-z]([-a-z0-9]*[a-z0-9])?$/.test(name)) return;
    yield {
      prop: "name",
      expected: "lower-case letters, digits and dashes that start with a letter",
      got: name,
      fix: 'name: "my-model"',
    };
  },
};
