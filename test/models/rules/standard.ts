import type { AutoScaling, MetricTarget } from "../../../lib/models/auto-scaling";
import type { RuleName } from "../../../lib/models/rules";
import { keda, model, standard, type RuleCases } from "./case";

const resource = (name: "cpu" | "memory", target: MetricTarget): AutoScaling => ({
  metrics: [{ type: "Resource", resource: { name, target } }],
});
const cpu = resource("cpu", { type: "Utilization", averageUtilization: 70 });
const prometheus = (target: MetricTarget): AutoScaling => ({
  metrics: [
    {
      type: "External",
      external: { metric: { backend: "prometheus", serverAddress: "http://prometheus:9090", query: "up" }, target },
    },
  ],
});
const byKeda = { platform: keda, autoscalerClass: "keda" } as const;

/** Rules of Standard mode. */
export const standardMode = {
  "autoscaler-known": {
    fails: { platform: standard, predictor: { model, autoScaling: cpu }, autoscalerClass: "keda" },
    says: 'autoscalerClass must be "hpa", "external" or "none" on a platform without KEDA, got "keda"',
    passes: { ...byKeda, predictor: { model, autoScaling: cpu } },
  },
  "probe-ports": {
    fails: {
      platform: standard,
      predictor: { model: { ...model, readinessProbe: { httpGet: { path: "/v2/health/ready" } } } },
    },
    says: "model.readinessProbe.httpGet.port must be stated in Standard mode, where no other port is asked, got nothing",
    passes: { predictor: { model: { ...model, readinessProbe: { httpGet: { path: "/v2/health/ready" } } } } },
  },
  "hpa-floor": {
    fails: { platform: standard, predictor: { model, minReplicas: 0 } },
    says: "minReplicas must be at least 1 where an HPA scales (Standard mode), got 0",
    passes: {
      ...byKeda,
      predictor: { model, minReplicas: 0, autoScaling: prometheus({ type: "Value", value: "10" }) },
    },
  },
  "hpa-metrics": {
    fails: { platform: standard, predictor: { model, scaleMetric: "concurrency" } },
    says: 'scaleMetric must be "cpu" or "memory" where an HPA scales (Standard mode), got "concurrency"',
    passes: { platform: standard, predictor: { model, scaleMetric: "memory", scaleTarget: 80 } },
  },
  "hpa-targets": {
    fails: {
      platform: standard,
      predictor: { model, autoScaling: resource("memory", { type: "AverageValue", averageUtilization: 80 }) },
    },
    says: 'autoScaling.metrics[0].resource.target must be "Utilization" with averageUtilization, or "AverageValue"',
    passes: {
      platform: standard,
      predictor: { model, autoScaling: resource("memory", { type: "AverageValue", averageValue: "4Gi" }) },
    },
  },
  "one-scaling": {
    fails: { platform: standard, predictor: { model, autoScaling: cpu, scaleTarget: 50 } },
    says: "scaleTarget must be left out beside autoScaling, which KServe follows instead, got 50",
    passes: { platform: standard, predictor: { model, autoScaling: cpu } },
  },
  "keda-metrics": {
    fails: { ...byKeda, predictor: { model } },
    says: "autoScaling.metrics must be at least one, without which KEDA refuses the ScaledObject",
    passes: { ...byKeda, predictor: { model, autoScaling: cpu } },
  },
  "keda-targets": {
    fails: { ...byKeda, predictor: { model, autoScaling: prometheus({ type: "AverageValue", averageValue: "10" }) } },
    says: "autoScaling.metrics[0].external.target.value must be stated: KEDA's threshold",
    passes: { ...byKeda, predictor: { model, autoScaling: prometheus({ type: "Value", value: 10 }) } },
  },
  "keda-behavior": {
    fails: {
      ...byKeda,
      predictor: { model, autoScaling: { ...cpu, behavior: { scaleUp: { selectPolicy: "Max" } } } },
    },
    says: "autoScaling.behavior.scaleUp.selectPolicy must be left out, since KServe passes stabilizationWindowSeconds on",
    passes: {
      ...byKeda,
      predictor: { model, autoScaling: { ...cpu, behavior: { scaleUp: { stabilizationWindowSeconds: 60 } } } },
    },
  },
  unscaled: {
    fails: { platform: standard, predictor: { model, maxReplicas: 3 }, autoscalerClass: "none" },
    says: 'maxReplicas must be left out where KServe scales nothing (autoscalerClass "none"), got 3',
    passes: { platform: standard, predictor: { model, minReplicas: 0 }, autoscalerClass: "none" },
  },
  "standard-ignores": {
    fails: { platform: standard, predictor: { model, canaryTrafficPercent: 10 } },
    says: "canaryTrafficPercent must be left out in Standard mode, where KServe ignores it, got 10",
    passes: { platform: standard, predictor: { model, containerConcurrency: 0 } },
  },
  "standard-timeout": {
    fails: { platform: { mode: "Standard", gatewayApi: false }, predictor: { model, timeout: 300 } },
    says: "timeout must be left out where an Ingress leads to the model",
    passes: { platform: standard, predictor: { model, timeout: 300 } },
  },
  "standard-annotations": {
    fails: { platform: standard, predictor: { model }, annotations: { "autoscaling.knative.dev/target": "5" } },
    says: 'annotations["autoscaling.knative.dev/target"] must be left out in Standard mode, where nothing reads it',
    passes: { platform: standard, predictor: { model }, annotations: { "acme.dev/owner": "team-a" } },
  },
} satisfies Partial<Record<RuleName, RuleCases>>;
