import { type Rule } from "./rule";

/** The API server tells containers apart by their names. */
export const containerNames: Rule = {
  refuses: "two containers of one pod with one name",
  source: "Kubernetes: pkg/apis/core/validation/validation.go validateContainers",
  *check({ components }) {
    for (const { at, containers } of components) {
      for (const ofWorkers of [false, true]) {
        const seen = new Set<string>();
        for (const { at: place, container, kind } of containers) {
          const { name } = container;
          if (kind === "server" || kind.startsWith("worker") !== ofWorkers || name === undefined) continue;
          if (seen.has(name)) {
            yield { prop: `${at}${place}.name`, expected: "a name of its own", got: name, fix: `name: "${name}-2"` };
          }
          seen.add(name);
        }
      }
    }
  },
};
