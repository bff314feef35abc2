import { type Rule } from "./rule";

/** KServe reads the protocol of a server of one's own from its variable PROTOCOL. */
export const customProtocol: Rule = {
  refuses: 'a variable PROTOCOL of a server of one\'s own that is not "v1" or "v2"',
  source: "kserve v0.20.0 pkg/apis/serving/v1beta1/predictor_custom.go validateCustomProtocol",
  *check({ components }) {
    for (const { at, spec, containers } of components) {
      if (containers.some(({ kind }) => kind === "server")) continue;
      const variable = spec.containers?.[0]?.env?.find(({ name }) => name === "PROTOCOL");
      if (!variable || ["v1", "v2"].includes(variable.value ?? "")) continue;
      yield {
        prop: `${at}containers[0].env`,
        expected: 'PROTOCOL "v1" or "v2"',
        got: variable.value,
        fix: '{ name: "PROTOCOL", value: "v2" }',
      };
    }
  },
};
