import type { IConstruct } from "constructs";
import { invalid, type Invalidity } from "../internal/invalid";
import type { PlatformFacts } from "../internal/platform-facts";
import { checkAutoscaler } from "./check-autoscaler";
import type { Deployed } from "./deployed-as";
import type { Predictor } from "./predictor";

/** Throws what KServe refuses, or silently ignores, in a predictor of Standard mode. */
// source: kserve v0.20.0 pkg/controller/v1beta1/inferenceservice/reconcilers/{deployment,hpa,keda,ingress}
export function checkStandard(
  scope: IConstruct,
  predictor: Predictor,
  facts: PlatformFacts,
  { autoscalerClass }: Deployed,
): void {
  const refuse = (prop: string, what: Invalidity): never => {
    throw invalid(scope, prop, what);
  };
  const { canaryTrafficPercent, containerConcurrency, timeout } = predictor;
  if (canaryTrafficPercent !== undefined) {
    refuse("canaryTrafficPercent", {
      expected: "left out in Standard mode, where KServe ignores it",
      got: canaryTrafficPercent,
      fix: 'mode: "Knative"',
    });
  }
  if (containerConcurrency !== undefined && containerConcurrency > 0) {
    refuse("containerConcurrency", {
      expected: "left out in Standard mode, where nothing limits the requests of a pod",
      got: containerConcurrency,
      fix: 'mode: "Knative", or a limit in the model server\'s own arguments',
    });
  }
  if (timeout && facts.routes && !facts.routes.timeouts) {
    refuse("timeout", {
      expected:
        facts.routes.kind === "Ingress"
          ? "left out where an Ingress leads to the model, since KServe passes it on to HTTPRoutes only"
          : "left out where HTTPRoutes have no timeouts (kserve.ingress.disableHTTPRouteTimeout)",
      got: `${String(timeout.toSeconds())} s`,
      fix: facts.routes.kind === "Ingress" ? "gatewayApi: true on the platform" : "leave it out",
    });
  }
  checkAutoscaler(scope, predictor, facts, autoscalerClass);
}
