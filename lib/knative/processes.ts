import type { Resources } from "../internal/quantity";
import type { Sizes } from "../internal/profile";
import { field, healthProbe, webhookProbes, type Process } from "./workloads";

const amounts = (cpu: string, memory: string, limitCpu: string, limitMemory: string): Resources => ({
  requests: { cpu, memory },
  limits: { cpu: limitCpu, memory: limitMemory },
});

/** Upstream's sizes in production too, with two pods; a small node gets a tenth of the CPU. */
function sizes(upstream: Resources, dev: Resources): Sizes {
  return {
    upstream: { resources: upstream },
    dev: { resources: dev },
    production: { replicas: 2, resources: upstream },
  };
}

const POD = field("POD_NAME", "metadata.name");
const ADDRESS = field("POD_IP", "status.podIP");
const CONTROLLER = amounts("100m", "100Mi", "1000m", "1000Mi");
const ACTIVATOR = amounts("300m", "60Mi", "1000m", "600Mi");
const WEBHOOK = amounts("100m", "100Mi", "500m", "500Mi");

/** Knative Serving's own processes; the key is the option that reaches each. */
export const PROCESSES = {
  activator: {
    name: "activator",
    image: "knative-activator",
    component: "activator",
    account: "activator",
    selector: { role: "activator" },
    firstEnv: [{ name: "GOGC", value: "500" }, POD, ADDRESS],
    ports: [
      { name: "http1", containerPort: 8012 },
      { name: "h2c", containerPort: 8013 },
    ],
    readinessProbe: { httpGet: { port: 8012 }, periodSeconds: 5, failureThreshold: 5 },
    livenessProbe: { httpGet: { port: 8012 }, periodSeconds: 10, failureThreshold: 12, initialDelaySeconds: 15 },
    // Its health is that of its connection to the autoscaler: a reason to send it nothing, none to restart it.
    probes: {
      livenessProbe: { tcpSocket: { port: 8012 }, periodSeconds: 10, failureThreshold: 12, initialDelaySeconds: 15 },
    },
    // Where it serves TLS when Knative's internal encryption is on.
    furtherPorts: [8112],
    terminationGracePeriodSeconds: 600,
    targetCpuUtilization: 100,
    sizes: {
      upstream: { autoscaling: { minReplicas: 1, maxReplicas: 20 }, resources: ACTIVATOR },
      dev: { resources: amounts("30m", "64Mi", "1", "600Mi") },
      production: { autoscaling: { minReplicas: 2, maxReplicas: 20 }, resources: ACTIVATOR },
    },
  },
  autoscaler: {
    name: "autoscaler",
    image: "knative-autoscaler",
    component: "autoscaler",
    account: "controller",
    firstEnv: [POD, ADDRESS],
    ports: [{ name: "websocket", containerPort: 8080 }],
    readinessProbe: { httpGet: { port: 8080 } },
    livenessProbe: { httpGet: { port: 8080 }, failureThreshold: 6 },
    probes: { livenessProbe: { tcpSocket: { port: 8080 }, failureThreshold: 6 } },
    strategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 0 } },
    sizes: sizes(CONTROLLER, amounts("20m", "64Mi", "1", "512Mi")),
  },
  controller: {
    name: "controller",
    image: "knative-controller",
    component: "controller",
    account: "controller",
    firstEnv: [POD],
    ports: [{ name: "probes", containerPort: 8080 }],
    livenessProbe: healthProbe("/health", 6),
    readinessProbe: healthProbe("/readiness", 3),
    sizes: sizes(CONTROLLER, amounts("30m", "80Mi", "1", "512Mi")),
  },
  webhook: {
    name: "webhook",
    image: "knative-webhook",
    component: "webhook",
    account: "controller",
    selector: { role: "webhook" },
    firstEnv: [POD],
    env: [
      { name: "WEBHOOK_NAME", value: "webhook" },
      { name: "WEBHOOK_PORT", value: "8443" },
    ],
    ports: [{ name: "https-webhook", containerPort: 8443 }],
    livenessProbe: webhookProbes.liveness,
    readinessProbe: webhookProbes.readiness,
    terminationGracePeriodSeconds: 300,
    targetCpuUtilization: 100,
    sizes: {
      upstream: { autoscaling: { minReplicas: 1, maxReplicas: 5 }, resources: WEBHOOK },
      dev: { resources: amounts("20m", "64Mi", "500m", "500Mi") },
      production: { autoscaling: { minReplicas: 2, maxReplicas: 5 }, resources: WEBHOOK },
    },
  },
  autoscalerHpa: {
    name: "autoscaler-hpa",
    image: "knative-autoscaler-hpa",
    component: "autoscaler-hpa",
    account: "controller",
    extraLabels: { "autoscaling.knative.dev/autoscaler-provider": "hpa" },
    ports: [{ name: "probes", containerPort: 8080 }],
    livenessProbe: healthProbe("/health", 5),
    readinessProbe: healthProbe("/readiness", 5),
    sizes: sizes(amounts("30m", "40Mi", "300m", "400Mi"), amounts("10m", "40Mi", "300m", "400Mi")),
  },
} as const satisfies Record<string, Process>;

/** net-istio's processes. */
export const NET_ISTIO_PROCESSES = {
  controller: {
    name: "net-istio-controller",
    container: "controller",
    image: "net-istio-controller",
    component: "net-istio",
    account: "controller",
    keepsApart: false,
    extraLabels: { "networking.knative.dev/ingress-provider": "istio" },
    podLabels: { "sidecar.istio.io/inject": "false" },
    env: [
      { name: "ENABLE_SECRET_INFORMER_FILTERING_BY_CERT_UID", value: "false" },
      { name: "METRICS_DOMAIN", value: "knative.dev/net-istio" },
    ],
    ports: [{ name: "probes", containerPort: 8080 }],
    livenessProbe: healthProbe("/health", 6),
    readinessProbe: healthProbe("/readiness", 3),
    sizes: sizes(amounts("30m", "40Mi", "300m", "400Mi"), amounts("20m", "48Mi", "300m", "400Mi")),
  },
  webhook: {
    name: "net-istio-webhook",
    container: "webhook",
    image: "net-istio-webhook",
    component: "net-istio",
    account: "controller",
    keepsApart: false,
    selector: { role: "net-istio-webhook" },
    extraLabels: { "networking.knative.dev/ingress-provider": "istio" },
    env: [
      { name: "METRICS_DOMAIN", value: "knative.dev/net-istio" },
      { name: "WEBHOOK_NAME", value: "net-istio-webhook" },
      { name: "WEBHOOK_PORT", value: "8443" },
    ],
    ports: [{ name: "https-webhook", containerPort: 8443 }],
    livenessProbe: webhookProbes.liveness,
    readinessProbe: { ...webhookProbes.readiness, failureThreshold: 3 },
    security: {
      runAsNonRoot: true,
      allowPrivilegeEscalation: false,
      capabilities: { drop: ["ALL"] },
      seccompProfile: { type: "RuntimeDefault" },
    },
    sizes: sizes(amounts("20m", "20Mi", "200m", "200Mi"), amounts("10m", "32Mi", "200m", "200Mi")),
  },
} as const satisfies Record<string, Process>;
