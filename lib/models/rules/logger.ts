import { COMPONENT, type Rule } from "./rule";

/** A logger says what it logs, and all of its store or nothing. */
export const logger: Rule = {
  refuses: "a logger without a mode, and a store of it without path, parameters or key",
  source: `${COMPONENT} validateLogger`,
  *check({ components }) {
    for (const { at, spec } of components) {
      const { mode, storage } = spec.logger ?? {};
      if (spec.logger && mode === undefined) {
        yield { prop: `${at}logger.mode`, expected: '"all", "request" or "response"', got: mode, fix: 'mode: "all"' };
      }
      for (const prop of ["path", "parameters", "key"] as const) {
        if (!storage || storage[prop] !== undefined) continue;
        yield {
          prop: `${at}logger.storage.${prop}`,
          expected: "stated, as path, parameters and key all are",
          got: undefined,
          fix: `${prop}: …`,
        };
      }
    }
  },
};
