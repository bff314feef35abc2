import { KNATIVE_HPA } from "../annotations";
import { type Rule } from "./rule";

/** The last pod stays where Knative is told so, and under an HPA. */
export const knativeZero: Rule = {
  refuses: "`minReplicas: 0` where Knative does not scale to zero",
  source:
    "knative.dev/serving v0.48.1 pkg/autoscaler/config (enable-scale-to-zero), pkg/reconciler/autoscaling/hpa/resources/hpa.go MakeHPA",
  *check({ mode, components, facts: { knative } }) {
    if (mode !== "Knative") return;
    for (const { at, spec, knativeClass } of components) {
      if (spec.minReplicas !== 0) continue;
      if (knativeClass === KNATIVE_HPA) {
        yield {
          prop: `${at}minReplicas`,
          expected: "at least 1 where Knative's HPA scales",
          got: 0,
          fix: "leave autoscaling.knative.dev/class out",
        };
      } else if (knative?.scalesToZero === false) {
        yield {
          prop: `${at}minReplicas`,
          expected: "at least 1 where Knative does not scale to zero",
          got: 0,
          fix: 'knativeServing: { config: { autoscaler: { "enable-scale-to-zero": true } } } on the platform',
        };
      }
    }
  },
};
