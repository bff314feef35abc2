import { DEPLOYMENT_MODE } from "../annotations";
import { type Rule } from "./rule";

/** KServe refuses a change of mode once a model runs, so the word is written once and in its newest form. */
export const modeKnown: Rule = {
  refuses: "a deployment mode of another word, stated twice, or that the platform has no way to",
  source:
    "kserve v0.20.0 pkg/controller/v1beta1/inferenceservice/controller.go (ServerlessModeRejected), pkg/constants/constants.go ParseDeploymentMode",
  *check({ annotations, facts, statement }) {
    const annotation = statement.annotations?.[DEPLOYMENT_MODE];
    if (statement.mode !== undefined && annotation !== undefined && annotation !== statement.mode) {
      yield {
        prop: "mode",
        expected: `what the annotation says ("${annotation}")`,
        got: statement.mode,
        fix: "leave the annotation out",
      };
      return;
    }
    const mode = annotations[DEPLOYMENT_MODE];
    if (mode !== "Knative" && mode !== "Standard") {
      yield { prop: "mode", expected: '"Knative" or "Standard"', got: mode, fix: `mode: "${facts.mode}"` };
    } else if (mode === "Knative" && !facts.knative) {
      yield {
        prop: "mode",
        expected: '"Standard" on a platform without Knative Serving',
        got: mode,
        fix: 'mode: "Knative" on the platform',
      };
    } else if (mode === "Standard" && !facts.routes) {
      yield {
        prop: "mode",
        expected: '"Knative" on a platform where nothing leads to a model of Standard mode',
        got: mode,
        fix: "gatewayApi: true on the platform",
      };
    }
  },
};
