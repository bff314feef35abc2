import type { IConstruct } from "constructs";
import { invalid, type Invalidity } from "../internal/invalid";
import type { PlatformFacts } from "../internal/platform-facts";
import type { AutoscalerClass } from "./auto-scaling";
import type { Predictor } from "./predictor";

const CLASSES: readonly AutoscalerClass[] = ["hpa", "keda", "external", "none"];
type Refuse = (prop: string, what: Invalidity) => never;

/** Throws what the autoscaler of a model in Standard mode refuses or does not follow. */
// source: kserve v0.20.0 pkg/apis/serving/v1beta1/inference_service_validation.go,
// pkg/controller/v1beta1/inferenceservice/reconcilers/{hpa,keda}; keda v2.18.0 apis/keda/v1alpha1/scaletriggers_types.go
export function checkAutoscaler(
  scope: IConstruct,
  predictor: Predictor,
  { keda }: PlatformFacts,
  stated: AutoscalerClass | undefined,
): void {
  const refuse: Refuse = (prop, what) => {
    throw invalid(scope, prop, what);
  };
  const autoscalerClass = stated ?? "hpa";
  switch (autoscalerClass) {
    case "hpa":
      checkHpa(refuse, predictor, stated !== undefined);
      return;
    case "keda":
      if (!keda) {
        refuse("autoscalerClass", {
          expected: '"hpa", "external" or "none" on a platform without KEDA',
          got: stated,
          fix: 'keda: existing({ version: "…" }) on the platform',
        });
      }
      checkKeda(refuse, predictor);
      return;
    case "external":
    case "none":
      for (const prop of ["maxReplicas", "scaleMetric", "scaleTarget", "autoScaling"] as const) {
        if (predictor[prop] === undefined) continue;
        refuse(prop, {
          expected: `left out where KServe scales nothing (autoscalerClass "${autoscalerClass}")`,
          got: predictor[prop],
          fix: 'autoscalerClass: "hpa"',
        });
      }
      return;
    default:
      // Strings still reach here from plain JavaScript and from annotations.
      refuse("autoscalerClass", {
        expected: `one of ${CLASSES.map((known) => `"${known}"`).join(", ")}`,
        got: autoscalerClass,
        fix: 'autoscalerClass: "hpa"',
      });
  }
}

function checkHpa(refuse: Refuse, predictor: Predictor, stated: boolean): void {
  const { minReplicas, scaleMetric, scaleTarget, autoScaling } = predictor;
  if (minReplicas === 0) {
    refuse("minReplicas", {
      expected: "at least 1 where an HPA scales (Standard mode)",
      got: 0,
      fix: 'mode: "Knative", or autoscalerClass: "keda"',
    });
  }
  if (scaleMetric === "concurrency" || scaleMetric === "rps") {
    refuse("scaleMetric", {
      expected: '"cpu" or "memory" where an HPA scales (Standard mode)',
      got: scaleMetric,
      fix: 'mode: "Knative", or autoscalerClass: "keda" with autoScaling.metrics',
    });
  }
  if (scaleMetric === "memory" && scaleTarget === undefined && autoScaling === undefined) {
    refuse("scaleTarget", {
      expected: 'stated with scaleMetric "memory", without which the HPA follows the CPU',
      got: undefined,
      fix: "scaleTarget: 80, in percent of the request",
    });
  }
  if (stated && scaleTarget !== undefined && scaleTarget > 100) {
    refuse("scaleTarget", {
      expected: 'from 1 to 100, in percent of the request, with autoscalerClass "hpa"',
      got: scaleTarget,
      fix: "scaleTarget: 80",
    });
  }
  if (!autoScaling) return;
  onlyOne(refuse, predictor);
  const foreign = autoScaling.metrics.find(({ type }) => type !== "Resource");
  if (foreign) {
    refuse("autoScaling.metrics", {
      expected: 'of type "Resource" where an HPA scales',
      got: foreign.type,
      fix: 'autoscalerClass: "keda"',
    });
  }
  if (autoScaling.behavior) {
    refuse("autoScaling.behavior", {
      expected: "left out where an HPA scales, which KServe does not pass it on to",
      got: autoScaling.behavior,
      fix: 'autoscalerClass: "keda"',
    });
  }
}

function checkKeda(refuse: Refuse, predictor: Predictor): void {
  for (const prop of ["scaleMetric", "scaleTarget"] as const) {
    if (predictor[prop] === undefined) continue;
    refuse(prop, {
      expected: 'left out with autoscalerClass "keda", which follows autoScaling.metrics',
      got: predictor[prop],
      fix: 'autoScaling: { metrics: [{ type: "Resource", … }] }',
    });
  }
  if ((predictor.autoScaling?.metrics ?? []).length === 0) {
    refuse("autoScaling.metrics", {
      expected: "at least one, without which KEDA refuses the ScaledObject",
      got: predictor.autoScaling?.metrics,
      fix: 'autoScaling: { metrics: [{ type: "Resource", … }] }',
    });
  }
}

/** KServe follows `autoScaling` alone where both are stated. */
function onlyOne(refuse: Refuse, predictor: Predictor): void {
  for (const prop of ["scaleMetric", "scaleTarget"] as const) {
    if (predictor[prop] === undefined) continue;
    refuse(prop, {
      expected: "left out beside autoScaling, which KServe follows instead",
      got: predictor[prop],
      fix: "leave one of them",
    });
  }
}
