import type { Construct } from "constructs";
import { invalid } from "../internal/invalid";
import type { PlatformFacts } from "../internal/platform-facts";
import type { AutoscalerClass } from "./auto-scaling";

const MODE = "serving.kserve.io/deploymentMode";
const CLASS = "serving.kserve.io/autoscalerClass";

/** How one model runs, beyond what its predictor says. */
export interface Deployed {
  readonly mode: "Knative" | "Standard";
  /** What the model states; KServe takes "hpa" where it states none. */
  readonly autoscalerClass?: AutoscalerClass;
  /** Class of Knative's autoscaler, from its annotation. */
  readonly knativeClass?: string;
}

interface Stated {
  readonly mode?: "Knative" | "Standard";
  readonly autoscalerClass?: AutoscalerClass;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** How a model runs: by its properties, by KServe's annotations, or as the platform's models do. */
export function deployedAs(scope: Construct, stated: Stated, facts: PlatformFacts): Deployed {
  const mode = one(scope, "mode", stated.mode, stated.annotations?.[MODE]) ?? facts.mode;
  const autoscalerClass = one(scope, "autoscalerClass", stated.autoscalerClass, stated.annotations?.[CLASS]);
  if (mode !== "Knative" && mode !== "Standard") {
    throw invalid(scope, "mode", { expected: '"Knative" or "Standard"', got: mode, fix: `mode: "${facts.mode}"` });
  }
  if (mode === "Knative" && !facts.knative) {
    throw invalid(scope, "mode", {
      expected: '"Standard" on a platform without Knative Serving',
      got: mode,
      fix: 'mode: "Knative" on the platform',
    });
  }
  if (mode === "Standard" && !facts.routes) {
    throw invalid(scope, "mode", {
      expected: '"Knative" on a platform where nothing leads to a model of Standard mode',
      got: mode,
      fix: "gatewayApi: true on the platform",
    });
  }
  return {
    mode,
    // The class is checked where it is read: an annotation may hold any text.
    ...(autoscalerClass !== undefined && { autoscalerClass: autoscalerClass as AutoscalerClass }),
    knativeClass: stated.annotations?.["autoscaling.knative.dev/class"],
  };
}

/** The annotations that say so to KServe. */
export function annotated({ mode, autoscalerClass }: Deployed): Readonly<Record<string, string>> {
  return { [MODE]: mode, ...(autoscalerClass !== undefined && { [CLASS]: autoscalerClass }) };
}

function one(scope: Construct, prop: string, stated?: string, annotation?: string): string | undefined {
  if (stated !== undefined && annotation !== undefined && stated !== annotation) {
    throw invalid(scope, prop, {
      expected: `what the annotation says ("${annotation}")`,
      got: stated,
      fix: "leave the annotation out",
    });
  }
  return stated ?? annotation;
}
