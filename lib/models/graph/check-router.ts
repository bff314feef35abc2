import type { Duration } from "cdk8s";
import type { IConstruct } from "constructs";
import { invalid, type Invalidity } from "../../internal/invalid";
import type { KnativeFacts, PlatformFacts } from "../../internal/platform-facts";
import { AUTOSCALER_CLASS, DEPLOYMENT_MODE, KNATIVE_CLASS, KNATIVE_HPA } from "../annotations";
import { wholeSeconds } from "../whole-seconds";
import type { InferenceGraphProps } from "./inference-graph-props";

type Refuse = (prop: string, what: Invalidity) => never;

/** Throws what Kubernetes, Knative or KServe refuses, or ignores, of how a graph's router runs. */
// source: kserve v0.20.0 pkg/controller/v1alpha1/inferencegraph/{knative_reconciler,raw_ig}.go;
// knative.dev/serving v0.48.1 pkg/apis/serving/fieldmask.go
export function checkRouter(
  scope: IConstruct,
  props: InferenceGraphProps,
  { knative = {} }: PlatformFacts,
  annotations: Readonly<Record<string, string>>,
): void {
  const refuse: Refuse = (prop, what) => {
    throw invalid(scope, prop, what);
  };
  const { minReplicas, maxReplicas } = props;
  for (const [prop, least] of [
    ["minReplicas", 0],
    ["maxReplicas", 1],
    ["scaleTarget", 1],
  ] as const) {
    const value = props[prop];
    if (value === undefined || (Number.isInteger(value) && value >= least)) continue;
    refuse(prop, { expected: `a whole number of at least ${least}`, got: value, fix: `${prop}: ${least}` });
  }
  if (minReplicas !== undefined && maxReplicas !== undefined && minReplicas > maxReplicas) {
    refuse("minReplicas", {
      expected: `at most maxReplicas (${maxReplicas})`,
      got: minReplicas,
      fix: "raise maxReplicas",
    });
  }
  const timeouts: Readonly<Record<string, Duration | number | undefined>> = { ...props.routerTimeouts };
  for (const [key, duration] of Object.entries(timeouts)) {
    if (duration === undefined || wholeSeconds(scope, `routerTimeouts.${key}`, duration) > 0) continue;
    refuse(`routerTimeouts.${key}`, { expected: "at least 1 s", got: "0 s", fix: "leave it out" });
  }
  if (annotations[DEPLOYMENT_MODE] === "Standard") checkStandard(refuse, props);
  else checkKnative(scope, refuse, props, knative, annotations);
}

function checkStandard(refuse: Refuse, { minReplicas, scaleMetric, timeout }: InferenceGraphProps): void {
  if (minReplicas === 0) {
    refuse("minReplicas", {
      expected: "at least 1 where an HPA scales (Standard mode)",
      got: 0,
      fix: 'mode: "Knative"',
    });
  }
  if (scaleMetric === "concurrency" || scaleMetric === "rps") {
    refuse("scaleMetric", {
      expected: '"cpu" or "memory" where an HPA scales (Standard mode)',
      got: scaleMetric,
      fix: 'mode: "Knative"',
    });
  }
  if (timeout !== undefined) {
    refuse("timeout", {
      expected: "left out in Standard mode, where KServe ignores it",
      got: typeof timeout === "number" ? `${timeout} s` : `${timeout.toSeconds()} s`,
      fix: "routerTimeouts",
    });
  }
}

function checkKnative(
  scope: IConstruct,
  refuse: Refuse,
  props: InferenceGraphProps,
  knative: KnativeFacts,
  annotations: Readonly<Record<string, string>>,
): void {
  const { minReplicas, scaleMetric, timeout, nodeName } = props;
  const autoscalerClass = annotations[AUTOSCALER_CLASS];
  if (autoscalerClass !== undefined) {
    refuse("autoscalerClass", {
      expected: "left out in Knative mode, where Knative scales",
      got: autoscalerClass,
      fix: 'mode: "Standard"',
    });
  }
  if (minReplicas === 0 && knative.scalesToZero === false) {
    refuse("minReplicas", {
      expected: "at least 1 where Knative does not scale to zero",
      got: 0,
      fix: "minReplicas: 1",
    });
  }
  const metrics = annotations[KNATIVE_CLASS] === KNATIVE_HPA ? ["cpu", "memory"] : ["concurrency", "rps"];
  if (scaleMetric !== undefined && !metrics.includes(scaleMetric)) {
    refuse("scaleMetric", {
      expected: `"${metrics.join('" or "')}", which Knative's autoscaler follows`,
      got: scaleMetric,
      fix: 'mode: "Standard"',
    });
  }
  const seconds = timeout === undefined ? undefined : wholeSeconds(scope, "timeout", timeout);
  if (seconds !== undefined && (knative.maxTimeoutSeconds ?? Infinity) < seconds) {
    refuse("timeout", {
      expected: `at most ${String(knative.maxTimeoutSeconds)} s, Knative's max-revision-timeout-seconds`,
      got: `${seconds} s`,
      fix: `knativeServing: { config: { defaults: { "max-revision-timeout-seconds": ${seconds} } } } on the platform`,
    });
  }
  if (nodeName !== undefined) {
    refuse("nodeName", {
      expected: "left out in Knative mode, where Knative refuses it",
      got: nodeName,
      fix: 'nodeSelector, or mode: "Standard"',
    });
  }
  for (const [prop, flag] of [
    ["affinity", "kubernetes.podspec-affinity"],
    ["nodeSelector", "kubernetes.podspec-nodeselector"],
    ["tolerations", "kubernetes.podspec-tolerations"],
  ] as const) {
    if (props[prop] === undefined || knative.features?.[flag] !== "disabled") continue;
    refuse(prop, {
      expected: `left out where Knative's ${flag} is disabled, since Knative then refuses it`,
      got: props[prop],
      fix: `knativeServing: { config: { features: { "${flag}": "enabled" } } } on the platform`,
    });
  }
}
