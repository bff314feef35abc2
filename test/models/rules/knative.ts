import type { ServingPlatformProps } from "../../../charts/platform-props";
import type { RuleName } from "../../../lib/models/rules";
import { existing } from "../../../lib/releases/existing";
import { model, server, type RuleCases } from "./case";

const hpa = { "autoscaling.knative.dev/class": "hpa.autoscaling.knative.dev" };
const there = (features: object): ServingPlatformProps => ({
  knativeServing: existing({ version: "1.21.1", config: { features } }),
});
const mounted = (readOnly: boolean) => ({
  predictor: {
    containers: [{ ...server, volumeMounts: [{ name: "conf", mountPath: "/conf", readOnly }] }],
    volumes: [{ name: "conf", configMap: { name: "conf" } }],
  },
});

/** Rules of Knative mode. */
export const knativeMode = {
  "knative-metric": {
    fails: { predictor: { model, scaleMetric: "rps" }, annotations: hpa },
    says: 'scaleMetric must be "cpu" or "memory", which Knative\'s autoscaler follows, got "rps"',
    passes: { predictor: { model, scaleMetric: "rps" } },
  },
  "knative-ignores": {
    fails: { predictor: { model, deploymentStrategy: { type: "Recreate" } } },
    says: "deploymentStrategy must be left out in Knative mode, where each change is a revision",
    passes: { predictor: { model, scaleTarget: 5 } },
  },
  "knative-zero": {
    fails: { predictor: { model, minReplicas: 0 }, annotations: hpa },
    says: "minReplicas must be at least 1 where Knative's HPA scales, got 0",
    passes: { predictor: { model, minReplicas: 0 } },
  },
  "knative-bounds": {
    fails: {
      platform: { knativeServing: { config: { autoscaler: { "max-scale-limit": 5, "max-scale": 5 } } } },
      predictor: { model, maxReplicas: 6 },
    },
    says: "maxReplicas must be at most 5, Knative's max-scale-limit, got 6",
    passes: {
      platform: { knativeServing: { config: { autoscaler: { "max-scale-limit": 5, "max-scale": 5 } } } },
      predictor: { model, maxReplicas: 5 },
    },
  },
  "knative-features": {
    fails: { platform: there({}), predictor: { model, dnsPolicy: "Default" } },
    says: 'dnsPolicy must be left out where Knative\'s kubernetes.podspec-dnspolicy is disabled, since Knative then refuses it, got "Default"',
    passes: { predictor: { model, dnsPolicy: "Default" } },
  },
  "knative-pod-fields": {
    fails: { predictor: { model: { ...model, lifecycle: { stopSignal: "SIGTERM" } } } },
    says: "model.lifecycle must be left out in Knative mode, whose Services know no such field",
    passes: { predictor: { model: { ...model, args: ["-v"] }, serviceAccountName: "reader" } },
  },
  "knative-ports": {
    fails: { predictor: { containers: [{ ...server, ports: [{ containerPort: 8080 }, { containerPort: 9000 }] }] } },
    says: "containers[0].ports must be one in all containers of a pod (Knative mode), got [8080,9000]",
    passes: { predictor: { containers: [{ ...server, ports: [{ containerPort: 9000, name: "h2c" }] }] } },
  },
  "knative-probes": {
    fails: {
      predictor: {
        model,
        initContainers: [{ ...server, name: "init", livenessProbe: { httpGet: { port: 8080 } } }],
      },
    },
    says: "initContainers[0].livenessProbe must be left out of an init container",
    passes: { predictor: { model, initContainers: [{ ...server, name: "init" }] } },
  },
  "knative-reserved": {
    fails: { predictor: { model: { ...model, env: [{ name: "PORT", value: "8080" }] } } },
    says: 'model.env must be without PORT, which Knative sets, got "PORT"',
    passes: { predictor: { model: { ...model, env: [{ name: "ADMIN_PORT", value: "8081" }] } } },
  },
  "knative-volumes": {
    fails: mounted(false),
    says: "containers[0].volumeMounts must be read-only for volume conf (Knative mode), got false",
    passes: mounted(true),
  },
  "knative-annotations": {
    fails: { predictor: { model }, annotations: { "autoscaling.knative.dev/initial-scale": "0" } },
    says: 'annotations["autoscaling.knative.dev/initial-scale"] must be at least 1 where Knative\'s allow-zero-initial-scale is off',
    passes: {
      platform: { knativeServing: { config: { autoscaler: { "allow-zero-initial-scale": true } } } },
      predictor: { model },
      annotations: { "autoscaling.knative.dev/initial-scale": "0" },
    },
  },
} satisfies Partial<Record<RuleName, RuleCases>>;
