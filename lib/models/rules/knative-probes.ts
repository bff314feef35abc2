import { KNATIVE, type Rule } from "./rule";

/** An init container ends before anything could ask it. */
export const knativeProbes: Rule = {
  refuses: "probes of an init container (Knative mode)",
  source: `${KNATIVE}/serving/k8s_validation.go validateInitContainer`,
  *check({ mode, components }) {
    if (mode !== "Knative") return;
    for (const { at, containers } of components) {
      for (const { at: place, container, kind } of containers) {
        for (const probe of ["livenessProbe", "readinessProbe", "startupProbe"] as const) {
          if (kind !== "init" || container[probe] === undefined) continue;
          yield {
            prop: `${at}${place}.${probe}`,
            expected: "left out of an init container",
            got: container[probe],
            fix: "leave it out",
          };
        }
      }
    }
  },
};
