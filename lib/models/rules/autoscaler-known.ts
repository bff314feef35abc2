import { AUTOSCALER_CLASS } from "../annotations";
import { type Rule, WEBHOOK } from "./rule";

const CLASSES = ["hpa", "keda", "external", "none"];

/** What scales a model is one of four, and KEDA has to be there. */
export const autoscalerKnown: Rule = {
  refuses: "an autoscaler class that KServe does not know, stated twice, in Knative mode, or KEDA where there is none",
  source: `${WEBHOOK} validateInferenceServiceAutoscaler; kserve v0.20.0 pkg/controller/v1beta1/inferenceservice/reconcilers/autoscaler`,
  *check({ mode, components, facts, statement }) {
    const annotation = statement.annotations?.[AUTOSCALER_CLASS];
    const { autoscalerClass } = statement;
    if (autoscalerClass !== undefined && annotation !== undefined && annotation !== autoscalerClass) {
      yield {
        prop: "autoscalerClass",
        expected: `what the annotation says ("${annotation}")`,
        got: autoscalerClass,
        fix: "leave the annotation out",
      };
      return;
    }
    for (const stated of new Set(components.map((component) => component.autoscalerClass))) {
      if (stated === undefined) continue;
      if (mode === "Knative") {
        yield {
          prop: "autoscalerClass",
          expected: "left out in Knative mode, where Knative scales",
          got: stated,
          fix: 'mode: "Standard"',
        };
      } else if (!CLASSES.includes(stated)) {
        yield {
          prop: "autoscalerClass",
          expected: `one of ${CLASSES.map((known) => `"${known}"`).join(", ")}`,
          got: stated,
          fix: 'autoscalerClass: "hpa"',
        };
      } else if (stated === "keda" && !facts.keda) {
        yield {
          prop: "autoscalerClass",
          expected: '"hpa", "external" or "none" on a platform without KEDA',
          got: stated,
          fix: 'keda: existing({ version: "…" }) on the platform',
        };
      }
    }
  },
};
