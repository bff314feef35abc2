import { scaledBy } from "../scaled-by";
import { CONTROLLER, type Rule } from "./rule";

/** KServe raises the bound of an HPA to 1 in silence. */
export const hpaFloor: Rule = {
  refuses: '`minReplicas: 0` where an HPA scales (Standard mode); KEDA and class "none" reach zero',
  source: `${CONTROLLER}/reconcilers/hpa/hpa_reconciler.go createHPA`,
  *check(model) {
    for (const { at, spec } of scaledBy(model, "hpa")) {
      if (spec.minReplicas !== 0) continue;
      yield {
        prop: `${at}minReplicas`,
        expected: "at least 1 where an HPA scales (Standard mode)",
        got: 0,
        fix: 'mode: "Knative", or autoscalerClass: "keda"',
      };
    }
  },
};
