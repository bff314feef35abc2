import { Duration } from "cdk8s";
import { describe, expect, it } from "vitest";
import type { ServingPlatformProps } from "../../charts/platform-props";
import { ServingPlatform } from "../../charts/serving-platform";
import { synthesize } from "../../charts/testing";
import { existingPool } from "../../lib/gpu/pool";
import type { Manifest } from "../../lib/internal/emit";
import type { AutoScaling } from "../../lib/models/auto-scaling";
import { InferenceService, type InferenceServiceProps } from "../../lib/models/inference-service";
import type { Predictor } from "../../lib/models/predictor";
import { existing } from "../../lib/releases/existing";

function model(
  platform: ServingPlatformProps,
  predictor: Predictor,
  props: Partial<InferenceServiceProps> = {},
): Manifest | undefined {
  return synthesize((app) => {
    const team = new ServingPlatform(app, "platform", { profile: "dev", ...platform }).namespace("team-a");
    return new InferenceService(team, "iris", { predictor, ...props });
  }).find("InferenceService", props.name ?? "iris", "team-a");
}

const sklearn = { modelFormat: "sklearn", storageUri: "gs://acme/iris" };
const cpu: AutoScaling = {
  metrics: [{ type: "Resource", resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 70 } } }],
};
const prometheus: AutoScaling = {
  metrics: [
    {
      type: "External",
      external: {
        metric: { backend: "prometheus", serverAddress: "http://prometheus:9090", query: "sum(rate(requests[1m]))" },
        target: { type: "Value", value: "10" },
      },
    },
  ],
};
const keda = existing({ version: "2.18.0" });
const annotated = (annotations: Record<string, string>): Partial<InferenceServiceProps> => ({ annotations });

describe("a model in Standard mode", () => {
  const standard: ServingPlatformProps = { mode: "Standard" };

  it("says so, and what scales it", () => {
    expect(model(standard, { model: sklearn, scaleMetric: "memory", scaleTarget: 80 })).toMatchObject({
      metadata: { annotations: { "serving.kserve.io/deploymentMode": "Standard" } },
    });
    expect(
      model(
        { mode: "Standard", keda },
        { model: sklearn, minReplicas: 0, autoScaling: prometheus },
        { autoscalerClass: "keda" },
      ),
    ).toMatchObject({
      metadata: { annotations: { "serving.kserve.io/autoscalerClass": "keda" } },
      spec: { predictor: { minReplicas: 0, autoScaling: prometheus } },
    });
  });

  it("may have no pod at all where nothing scales it", () => {
    expect(() => model(standard, { model: sklearn, minReplicas: 0 }, { autoscalerClass: "none" })).not.toThrow();
  });

  it("passes its time limit on to an HTTPRoute", () => {
    expect(model(standard, { model: sklearn, timeout: Duration.minutes(5) })).toMatchObject({
      spec: { predictor: { timeout: 300 } },
    });
  });

  it.each<[string, Predictor, Partial<InferenceServiceProps>, string]>([
    [
      "a share of traffic",
      { model: sklearn, canaryTrafficPercent: 10 },
      {},
      'canaryTrafficPercent must be left out in Standard mode, where KServe ignores it, got 10; fix: mode: "Knative"',
    ],
    [
      "no replica under an HPA",
      { model: sklearn, minReplicas: 0 },
      {},
      'minReplicas must be at least 1 where an HPA scales (Standard mode), got 0; fix: mode: "Knative", or autoscalerClass: "keda"',
    ],
    [
      "a limit of requests",
      { model: sklearn, containerConcurrency: 4 },
      {},
      "containerConcurrency must be left out in Standard mode, where nothing limits the requests of a pod, got 4",
    ],
    [
      "a metric of Knative's autoscaler",
      { model: sklearn, scaleMetric: "rps" },
      {},
      'scaleMetric must be "cpu" or "memory" where an HPA scales (Standard mode), got "rps"',
    ],
    [
      "memory without a target",
      { model: sklearn, scaleMetric: "memory" },
      {},
      'scaleTarget must be stated with scaleMetric "memory", without which the HPA follows the CPU, got nothing',
    ],
    [
      "a target that KServe refuses",
      { model: sklearn, scaleTarget: 120 },
      { autoscalerClass: "hpa" },
      'scaleTarget must be from 1 to 100, in percent of the request, with autoscalerClass "hpa", got 120',
    ],
    [
      "a metric that no HPA follows",
      { model: sklearn, autoScaling: prometheus },
      {},
      'autoScaling.metrics must be of type "Resource" where an HPA scales, got "External"; fix: autoscalerClass: "keda"',
    ],
    [
      "a behavior under an HPA",
      { model: sklearn, autoScaling: { ...cpu, behavior: { scaleDown: { stabilizationWindowSeconds: 60 } } } },
      {},
      "autoScaling.behavior must be left out where an HPA scales, which KServe does not pass it on to",
    ],
    [
      "two sorts of metrics",
      { model: sklearn, autoScaling: cpu, scaleTarget: 50 },
      {},
      "scaleTarget must be left out beside autoScaling, which KServe follows instead, got 50",
    ],
    [
      "KEDA where there is none",
      { model: sklearn, autoScaling: cpu },
      { autoscalerClass: "keda" },
      'autoscalerClass must be "hpa", "external" or "none" on a platform without KEDA, got "keda"; fix: keda: existing({ version: "…" }) on the platform',
    ],
    [
      "bounds that nothing follows",
      { model: sklearn, maxReplicas: 3 },
      { autoscalerClass: "external" },
      'maxReplicas must be left out where KServe scales nothing (autoscalerClass "external"), got 3',
    ],
    [
      "an unknown class in an annotation",
      { model: sklearn },
      annotated({ "serving.kserve.io/autoscalerClass": "kpa" }),
      'autoscalerClass must be one of "hpa", "keda", "external", "none", got "kpa"',
    ],
    [
      "Knative where there is none",
      { model: sklearn },
      { mode: "Knative" },
      'mode must be "Standard" on a platform without Knative Serving, got "Knative"; fix: mode: "Knative" on the platform',
    ],
    [
      "a host that is no DNS name",
      { model: sklearn },
      { name: "a".repeat(47) },
      "name must be at most 46 characters in namespace team-a, so that",
    ],
  ])("is told of %s", (_, predictor, props, message) => {
    expect(() => model(standard, predictor, props)).toThrow("platform/team-a/iris: ");
    expect(() => model(standard, predictor, props)).toThrow(message);
  });

  it.each<[string, Predictor, string]>([
    [
      "no metric",
      { model: sklearn },
      "autoScaling.metrics must be at least one, without which KEDA refuses the ScaledObject",
    ],
    [
      "a metric of the HPA's sort",
      { model: sklearn, scaleMetric: "cpu" },
      'scaleMetric must be left out with autoscalerClass "keda", which follows autoScaling.metrics, got "cpu"',
    ],
  ])("is told of what KEDA does not follow: %s", (_, predictor, message) => {
    expect(() => model({ mode: "Standard", keda }, predictor, { autoscalerClass: "keda" })).toThrow(message);
  });

  it("is told that no time limit reaches its route", () => {
    const limited = { model: sklearn, timeout: Duration.minutes(5) };
    expect(() => model({ mode: "Standard", gatewayApi: false }, limited)).toThrow(
      'timeout must be left out where an Ingress leads to the model, since KServe passes it on to HTTPRoutes only, got "300 s"; fix: gatewayApi: true on the platform',
    );
    expect(() => model({ mode: "Standard", kserve: { ingress: { disableHTTPRouteTimeout: true } } }, limited)).toThrow(
      "timeout must be left out where HTTPRoutes have no timeouts (kserve.ingress.disableHTTPRouteTimeout)",
    );
  });

  it("may have the name that its own host template allows", () => {
    const kserve = { ingress: { domainTemplate: "{{ .Name }}.{{ .Namespace }}.{{ .IngressDomain }}" } };
    expect(() => model({ mode: "Standard", kserve }, { model: sklearn }, { name: "a".repeat(50) })).not.toThrow();
  });
});

describe("a model in Knative mode", () => {
  const l4 = existingPool({ name: "l4", nodeSelector: { pool: "l4" } });
  const without = (...flags: readonly string[]): ServingPlatformProps => ({
    knativeServing: { config: { features: Object.fromEntries(flags.map((flag) => [flag, "disabled" as const])) } },
  });

  it.each<[string, ServingPlatformProps, Predictor, Partial<InferenceServiceProps>, string]>([
    [
      "a metric of the HPA's sort",
      {},
      { model: sklearn, scaleMetric: "cpu" },
      {},
      'scaleMetric must be "concurrency" or "rps", which Knative\'s autoscaler follows, got "cpu"; fix: scaleMetric: "concurrency", or mode: "Standard"',
    ],
    [
      "a metric that Knative's HPA does not follow",
      {},
      { model: sklearn, scaleMetric: "rps" },
      annotated({ "autoscaling.knative.dev/class": "hpa.autoscaling.knative.dev" }),
      'scaleMetric must be "cpu" or "memory", which Knative\'s autoscaler follows, got "rps"',
    ],
    [
      "a class of KServe's autoscalers",
      {},
      { model: sklearn },
      { autoscalerClass: "hpa" },
      'autoscalerClass must be left out in Knative mode, where Knative scales, got "hpa"',
    ],
    [
      "metrics that KServe ignores",
      {},
      { model: sklearn, autoScaling: cpu },
      {},
      "autoScaling must be left out in Knative mode, where KServe ignores it",
    ],
    [
      "zero where Knative keeps one",
      { knativeServing: { config: { autoscaler: { "enable-scale-to-zero": false } } } },
      { model: sklearn, minReplicas: 0 },
      {},
      "minReplicas must be at least 1 where Knative does not scale to zero, got 0",
    ],
    [
      "a time limit above Knative's",
      {},
      { model: sklearn, timeout: Duration.minutes(11) },
      {},
      'timeout must be at most 600 s, Knative\'s max-revision-timeout-seconds, got "660 s"',
    ],
    [
      "more requests than Knative allows a pod",
      {},
      { model: sklearn, containerConcurrency: 1001 },
      {},
      "containerConcurrency must be at most 1000, Knative's container-concurrency-max-limit, got 1001",
    ],
    [
      "a node selector that Knative refuses",
      without("kubernetes.podspec-nodeselector"),
      { model: sklearn, nodeSelector: { zone: "a" } },
      {},
      'nodeSelector must be left out where Knative\'s kubernetes.podspec-nodeselector is disabled, since Knative then refuses it, got {"zone":"a"}; fix: knativeServing: { config: { features: { "kubernetes.podspec-nodeselector": "enabled" } } } on the platform',
    ],
    [
      "tolerations that Knative refuses",
      without("kubernetes.podspec-tolerations"),
      { model: sklearn, tolerations: [{ operator: "Exists" }] },
      {},
      "tolerations must be left out where Knative's kubernetes.podspec-tolerations is disabled",
    ],
    [
      "a pool that Knative refuses",
      without("kubernetes.podspec-tolerations"),
      { model: { ...sklearn, runtime: "kserve-tritonserver" }, pool: l4, gpus: 1 },
      {},
      "pool must be left out where Knative's kubernetes.podspec-tolerations is disabled",
    ],
    [
      "Standard mode where nothing leads to it",
      {},
      { model: sklearn },
      { mode: "Standard" },
      'mode must be "Knative" on a platform where nothing leads to a model of Standard mode, got "Standard"; fix: gatewayApi: true on the platform',
    ],
    [
      "an older word for a mode",
      {},
      { model: sklearn },
      annotated({ "serving.kserve.io/deploymentMode": "RawDeployment" }),
      'mode must be "Knative" or "Standard", got "RawDeployment"; fix: mode: "Knative"',
    ],
    [
      "two modes",
      {},
      { model: sklearn },
      { mode: "Knative", ...annotated({ "serving.kserve.io/deploymentMode": "Standard" }) },
      'mode must be what the annotation says ("Standard"), got "Knative"; fix: leave the annotation out',
    ],
  ])("is told of %s", (_, platform, predictor, props, message) => {
    expect(() => model(platform, predictor, props)).toThrow("platform/team-a/iris: ");
    expect(() => model(platform, predictor, props)).toThrow(message);
  });

  it("is not held against what is not known of a Knative that is there", () => {
    const there = { knativeServing: existing({ version: "1.21.1" }) };
    const predictor = { model: sklearn, timeout: Duration.minutes(20), nodeSelector: { zone: "a" } };
    expect(() => model(there, predictor)).not.toThrow();
    const stated = existing({
      version: "1.21.1",
      config: { features: { "kubernetes.podspec-nodeselector": "disabled" as const } },
    });
    expect(() => model({ knativeServing: stated }, predictor)).toThrow("nodeSelector must be left out");
  });

  it("may run beside others in Standard mode where a route leads to it", () => {
    const standard = { metadata: { annotations: { "serving.kserve.io/deploymentMode": "Standard" } } };
    for (const platform of [{ gatewayApi: true }, { istio: { ingressClass: true } }]) {
      expect(model(platform, { model: sklearn, scaleMetric: "cpu" }, { mode: "Standard" })).toMatchObject(standard);
    }
  });
});
