import type { IConstruct } from "constructs";
import { invalid, type Invalidity } from "../internal/invalid";
import type { KnativeFacts } from "../internal/platform-facts";
import type { Deployed } from "./deployed-as";
import type { Predictor } from "./predictor";
import { wholeSeconds } from "./whole-seconds";

const HPA = "hpa.autoscaling.knative.dev";
const STANDARD = 'mode: "Standard"';

/** Throws what KServe or Knative refuses, or silently ignores, in a predictor of Knative mode. */
// source: kserve v0.20.0 pkg/apis/serving/v1beta1/inference_service_validation.go and reconcilers/knative/ksvc_reconciler.go;
// knative.dev/serving v0.48.1 pkg/apis/serving/{fieldmask.go,v1/revision_validation.go}
export function checkKnative(
  scope: IConstruct,
  predictor: Predictor,
  knative: KnativeFacts,
  { autoscalerClass, knativeClass }: Deployed,
): void {
  const refuse = (prop: string, what: Invalidity): never => {
    throw invalid(scope, prop, what);
  };
  const { canaryTrafficPercent, containerConcurrency, minReplicas, scaleMetric, timeout } = predictor;
  if (canaryTrafficPercent !== undefined && !within(canaryTrafficPercent, 0, 100)) {
    refuse("canaryTrafficPercent", { expected: "a whole number from 0 to 100", got: canaryTrafficPercent, fix: "10" });
  }
  const metrics = knativeClass === HPA ? ["cpu", "memory"] : ["concurrency", "rps"];
  if (scaleMetric !== undefined && !metrics.includes(scaleMetric)) {
    refuse("scaleMetric", {
      expected: `${metrics.map((metric) => `"${metric}"`).join(" or ")}, which Knative's autoscaler follows`,
      got: scaleMetric,
      fix: `scaleMetric: "${metrics[0] ?? ""}", or ${STANDARD}`,
    });
  }
  if (autoscalerClass !== undefined) {
    refuse("autoscalerClass", {
      expected: "left out in Knative mode, where Knative scales",
      got: autoscalerClass,
      fix: STANDARD,
    });
  }
  if (predictor.autoScaling !== undefined) {
    refuse("autoScaling", {
      expected: "left out in Knative mode, where KServe ignores it",
      got: predictor.autoScaling,
      fix: `scaleMetric and scaleTarget, or ${STANDARD}`,
    });
  }
  if (minReplicas === 0 && knative.scalesToZero === false) {
    refuse("minReplicas", {
      expected: "at least 1 where Knative does not scale to zero",
      got: 0,
      fix: 'knativeServing: { config: { autoscaler: { "enable-scale-to-zero": true } } } on the platform',
    });
  }
  const { maxTimeoutSeconds, maxConcurrency } = knative;
  const seconds = timeout && wholeSeconds(scope, "timeout", timeout);
  if (seconds !== undefined && maxTimeoutSeconds !== undefined && seconds > maxTimeoutSeconds) {
    refuse("timeout", {
      expected: `at most ${String(maxTimeoutSeconds)} s, Knative's max-revision-timeout-seconds`,
      got: `${String(seconds)} s`,
      fix: `knativeServing: { config: { defaults: { "max-revision-timeout-seconds": ${String(seconds)} } } } on the platform`,
    });
  }
  if (containerConcurrency !== undefined && maxConcurrency !== undefined && containerConcurrency > maxConcurrency) {
    refuse("containerConcurrency", {
      expected: `at most ${String(maxConcurrency)}, Knative's container-concurrency-max-limit`,
      got: containerConcurrency,
      fix: 'knativeServing: { config: { defaults: { "container-concurrency-max-limit": … } } } on the platform',
    });
  }
  for (const [prop, flag, got] of podFields(predictor)) {
    if (knative.features?.[flag] !== "disabled") continue;
    refuse(prop, {
      expected: `left out where Knative's ${flag} is disabled, since Knative then refuses it`,
      got,
      fix: `knativeServing: { config: { features: { "${flag}": "enabled" } } } on the platform`,
    });
  }
}

/** The pod fields of a predictor that Knative lets through only with a flag: property, flag, value. */
function podFields({ pool, nodeSelector, tolerations }: Predictor): [string, string, unknown][] {
  const fields: [string, string, unknown][] = [];
  if (pool) {
    const { name } = pool;
    if (Object.keys(pool.nodeSelector).length > 0) fields.push(["pool", "kubernetes.podspec-nodeselector", name]);
    if (pool.tolerations.length > 0) fields.push(["pool", "kubernetes.podspec-tolerations", name]);
  }
  if (nodeSelector) fields.push(["nodeSelector", "kubernetes.podspec-nodeselector", nodeSelector]);
  if (tolerations) fields.push(["tolerations", "kubernetes.podspec-tolerations", tolerations]);
  return fields;
}

function within(value: number, minimum: number, maximum: number): boolean {
  return Number.isInteger(value) && value >= minimum && value <= maximum;
}
