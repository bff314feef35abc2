import { scaledBy } from "../scaled-by";
import { CONTROLLER, type Rule } from "./rule";

/** Of a behavior KServe passes the stabilization windows on, and nothing else. */
export const kedaBehavior: Rule = {
  refuses: "`policies`, `selectPolicy` and `tolerance` of an `autoScaling.behavior`, and a window above an hour",
  source: `${CONTROLLER}/reconcilers/keda/keda_reconciler.go createKedaScaledObject`,
  *check(model) {
    for (const { at, spec } of scaledBy(model, "keda")) {
      for (const way of ["scaleUp", "scaleDown"] as const) {
        const rules = spec.autoScaling?.behavior?.[way];
        for (const prop of ["policies", "selectPolicy", "tolerance"] as const) {
          if (rules?.[prop] === undefined) continue;
          yield {
            prop: `${at}autoScaling.behavior.${way}.${prop}`,
            expected: "left out, since KServe passes stabilizationWindowSeconds on and nothing else",
            got: rules[prop],
            fix: "leave it out",
          };
        }
        const window = rules?.stabilizationWindowSeconds ?? 0;
        if (window >= 0 && window <= 3600) continue;
        yield {
          prop: `${at}autoScaling.behavior.${way}.stabilizationWindowSeconds`,
          expected: "from 0 to 3600, as an HPA takes it",
          got: window,
          fix: "stabilizationWindowSeconds: 300",
        };
      }
    }
  },
};
