import type { IConstruct } from "constructs";
import { invalid } from "../../internal/invalid";
import type { PlatformFacts } from "../../internal/platform-facts";
import { AUTOSCALER_CLASS, DEPLOYMENT_MODE } from "../annotations";
import { deploymentAnnotations } from "../deployed-as";
import type { InferenceGraphProps } from "./inference-graph-props";

const CLASSES: readonly unknown[] = ["hpa", "keda", "external", "none"];

/** The annotations that say how a graph's router runs; throws where it cannot run so on this platform. */
export function routerAnnotations(
  scope: IConstruct,
  props: InferenceGraphProps,
  facts: PlatformFacts,
): Readonly<Record<string, string>> {
  for (const [prop, name] of [
    ["mode", DEPLOYMENT_MODE],
    ["autoscalerClass", AUTOSCALER_CLASS],
  ] as const) {
    const [stated, annotation] = [props[prop], props.annotations?.[name]];
    if (stated === undefined || annotation === undefined || stated === annotation) continue;
    throw invalid(scope, prop, {
      expected: `what the annotation says ("${annotation}")`,
      got: stated,
      fix: "leave the annotation out",
    });
  }
  const written = deploymentAnnotations(props, facts);
  const mode = written[DEPLOYMENT_MODE];
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
  const autoscalerClass = written[AUTOSCALER_CLASS];
  if (autoscalerClass !== undefined && !CLASSES.includes(autoscalerClass)) {
    throw invalid(scope, "autoscalerClass", {
      expected: `one of ${CLASSES.join(", ")}`,
      got: autoscalerClass,
      fix: 'autoscalerClass: "hpa"',
    });
  }
  return written;
}
