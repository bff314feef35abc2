import type { Construct } from "constructs";
import type { EnvVar, Service, Volume, VolumeMount } from "kubernetes-types/core/v1";
import type { AddonContext } from "../internal/addon";
import { restrictedContainer } from "../internal/container-security";
import { emit } from "../internal/emit";
import type { Sizes } from "../internal/profile";
import { workload } from "../internal/workload";
import { revisionLabels, standardLabels } from "./labels";
import type { IstioOptions } from "./options";

/** istiod holds every Service, Pod and Secret it serves in memory: 122 MiB seen on a small cluster. */
const SIZES: Sizes = {
  upstream: {
    autoscaling: { minReplicas: 1, maxReplicas: 5 },
    resources: { requests: { cpu: "500m", memory: "2048Mi" } },
  },
  dev: { resources: { requests: { cpu: "50m", memory: "160Mi" }, limits: { cpu: "2", memory: "1Gi" } } },
  production: {
    autoscaling: { minReplicas: 2, maxReplicas: 5 },
    resources: { requests: { cpu: "500m", memory: "2Gi" }, limits: { cpu: "4", memory: "4Gi" } },
  },
};

const mount = (name: string, mountPath: string): VolumeMount => ({ name, mountPath, readOnly: true });

const MOUNTS: VolumeMount[] = [
  mount("istio-token", "/var/run/secrets/tokens"),
  { name: "local-certs", mountPath: "/var/run/secrets/istio-dns" },
  mount("cacerts", "/etc/cacerts"),
  mount("istio-kubeconfig", "/var/run/secrets/remote"),
  mount("istio-csr-dns-cert", "/var/run/secrets/istiod/tls"),
  mount("istio-csr-ca-configmap", "/var/run/secrets/istiod/ca"),
];

const VOLUMES: Volume[] = [
  { name: "local-certs", emptyDir: { medium: "Memory" } },
  {
    name: "istio-token",
    projected: {
      sources: [{ serviceAccountToken: { audience: "istio-ca", expirationSeconds: 43200, path: "istio-token" } }],
    },
  },
  { name: "cacerts", secret: { secretName: "cacerts", optional: true } },
  { name: "istio-kubeconfig", secret: { secretName: "istio-kubeconfig", optional: true } },
  { name: "istio-csr-dns-cert", secret: { secretName: "istiod-tls", optional: true } },
  {
    name: "istio-csr-ca-configmap",
    configMap: { name: "istio-ca-root-cert", defaultMode: 420, optional: true },
  },
];

/** Istio's control plane: the Service and the Deployment. */
export function istiod(scope: Construct, context: AddonContext, namespace: string, options: IstioOptions): void {
  const { version } = context.release.components.istio;
  const standard = standardLabels({ name: "istiod", instance: "istiod" }, version);
  const { release, ...podStandard } = standard;
  const labels = { app: "istiod", istio: "pilot", ...revisionLabels("Pilot"), ...standard };
  emit(scope, {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: "istiod", namespace, labels },
    spec: {
      ports: [
        { port: 15010, name: "grpc-xds", protocol: "TCP" },
        { port: 15012, name: "https-dns", protocol: "TCP" },
        { port: 443, name: "https-webhook", targetPort: 15017, protocol: "TCP" },
        { port: 15014, name: "http-monitoring", protocol: "TCP" },
      ],
      selector: { app: "istiod", istio: "pilot" },
    },
  } satisfies Service);
  workload(
    scope,
    context,
    {
      name: "istiod",
      namespace,
      labels,
      selector: { istio: "pilot" },
      podLabels: {
        app: "istiod",
        istio: "pilot",
        "sidecar.istio.io/inject": "false",
        "istio.io/dataplane-mode": "none",
        ...revisionLabels("Pilot"),
        ...podStandard,
      },
      podAnnotations: {
        "prometheus.io/port": "15014",
        "prometheus.io/scrape": "true",
        "sidecar.istio.io/inject": "false",
      },
      strategy: { rollingUpdate: { maxSurge: "100%", maxUnavailable: "25%" } },
      sizes: SIZES,
      // The monitoring port is served before the caches are filled (pilot/pkg/bootstrap), so a large cluster is no reason
      // to restart it.
      probes: {
        livenessProbe: {
          httpGet: { path: "/version", port: "http-monitoring" },
          initialDelaySeconds: 30,
          periodSeconds: 10,
          timeoutSeconds: 5,
          failureThreshold: 6,
        },
      },
      pod: {
        tolerations: [{ key: "cni.istio.io/not-ready", operator: "Exists" }],
        serviceAccountName: "istiod",
        volumes: VOLUMES,
      },
      container: {
        name: "discovery",
        image: context.images.ref("istio-pilot"),
        args: [
          "discovery",
          "--monitoringAddr=:15014",
          `--log_output_level=default:${options.logLevel ?? "info"}`,
          "--domain",
          "cluster.local",
          "--keepaliveMaxServerConnectionAge",
          "30m",
        ],
        ports: [
          { containerPort: 8080, protocol: "TCP", name: "http-debug" },
          { containerPort: 15010, protocol: "TCP", name: "grpc-xds" },
          { containerPort: 15012, protocol: "TCP", name: "tls-xds" },
          { containerPort: 15017, protocol: "TCP", name: "https-webhooks" },
          { containerPort: 15014, protocol: "TCP", name: "http-monitoring" },
        ],
        readinessProbe: {
          httpGet: { path: "/ready", port: 8080 },
          initialDelaySeconds: 1,
          periodSeconds: 3,
          timeoutSeconds: 5,
        },
        env: environment(namespace, options.env ?? {}),
        securityContext: { ...restrictedContainer, runAsNonRoot: true },
        volumeMounts: MOUNTS,
      },
    },
    options.istiod,
  );
}

function environment(namespace: string, extra: Readonly<Record<string, string>>): EnvVar[] {
  const field = (name: string, fieldPath: string): EnvVar => ({
    name,
    valueFrom: { fieldRef: { apiVersion: "v1", fieldPath } },
  });
  const own: EnvVar[] = [
    { name: "REVISION", value: "default" },
    { name: "PILOT_CERT_PROVIDER", value: "istiod" },
    field("POD_NAME", "metadata.name"),
    field("POD_NAMESPACE", "metadata.namespace"),
    field("SERVICE_ACCOUNT", "spec.serviceAccountName"),
    { name: "KUBECONFIG", value: "/var/run/secrets/remote/config" },
    { name: "CA_TRUSTED_NODE_ACCOUNTS", value: `${namespace}/ztunnel` },
    { name: "PILOT_TRACE_SAMPLING", value: "1" },
    { name: "PILOT_ENABLE_ANALYSIS", value: "false" },
    { name: "CLUSTER_ID", value: "Kubernetes" },
    { name: "GOMAXPROCS", valueFrom: { resourceFieldRef: { resource: "limits.cpu", divisor: "1" } } },
    { name: "PLATFORM", value: "" },
  ];
  // The API server merges variables by name: one that stands twice is refused at the next apply.
  return [
    ...own.filter(({ name }) => !(name in extra)),
    ...Object.entries(extra).map(([name, value]): EnvVar => ({ name, value })),
  ];
}
