import { COMPONENT, type Rule } from "./rule";

/** KServe counts a request's time limit in seconds. */
export const wholeSeconds: Rule = {
  refuses: "a time limit with a fraction of a second, or a negative one",
  source: `${COMPONENT} ComponentExtensionSpec.TimeoutSeconds`,
  *check({ components }) {
    for (const { at, spec } of components) {
      const { timeout } = spec;
      if (timeout === undefined || (Number.isInteger(timeout) && timeout >= 0)) continue;
      yield {
        prop: `${at}timeout`,
        expected: "a Duration of whole seconds",
        got: `${String(timeout)}s`,
        fix: `Duration.seconds(${String(Math.max(1, Math.ceil(timeout)))})`,
      };
    }
  },
};
