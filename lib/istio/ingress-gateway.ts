import type { Construct } from "constructs";
import type { EnvVar, Service, ServiceAccount, Volume } from "kubernetes-types/core/v1";
import type { AddonContext } from "../internal/addon";
import { restrictedContainer } from "../internal/container-security";
import { emit } from "../internal/emit";
import type { Sizes } from "../internal/profile";
import { role, rule } from "../internal/rbac";
import { workload } from "../internal/workload";
import { revisionLabels, standardLabels } from "./labels";
import type { IngressGatewayOptions } from "./options";

const NAME = "istio-ingressgateway";
const ACCOUNT = "istio-ingressgateway-service-account";

const SIZES: Sizes = {
  upstream: {
    autoscaling: { minReplicas: 1, maxReplicas: 5 },
    resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { cpu: "2000m", memory: "1024Mi" } },
  },
  dev: { resources: { requests: { cpu: "30m", memory: "96Mi" }, limits: { cpu: "2", memory: "512Mi" } } },
  production: {
    autoscaling: { minReplicas: 2, maxReplicas: 5 },
    resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { cpu: "2", memory: "1Gi" } },
  },
};

const VOLUMES: readonly (Volume & { readonly mountPath: string; readonly readOnly?: true })[] = [
  { name: "workload-socket", mountPath: "/var/run/secrets/workload-spiffe-uds", emptyDir: {} },
  { name: "credential-socket", mountPath: "/var/run/secrets/credential-uds", emptyDir: {} },
  { name: "workload-certs", mountPath: "/var/run/secrets/workload-spiffe-credentials", emptyDir: {} },
  { name: "istio-envoy", mountPath: "/etc/istio/proxy", emptyDir: {} },
  { name: "config-volume", mountPath: "/etc/istio/config", configMap: { name: "istio", optional: true } },
  { name: "istiod-ca-cert", mountPath: "/var/run/secrets/istio", configMap: { name: "istio-ca-root-cert" } },
  {
    name: "istio-token",
    mountPath: "/var/run/secrets/tokens",
    readOnly: true,
    projected: {
      sources: [{ serviceAccountToken: { path: "istio-token", expirationSeconds: 43200, audience: "istio-ca" } }],
    },
  },
  { name: "istio-data", mountPath: "/var/lib/istio/data", emptyDir: {} },
  {
    name: "podinfo",
    mountPath: "/etc/istio/pod",
    downwardAPI: {
      items: ["labels", "annotations"].map((path) => ({ path, fieldRef: { fieldPath: `metadata.${path}` } })),
    },
  },
  ...["ingressgateway-certs", "ingressgateway-ca-certs"].map((name) => ({
    name,
    mountPath: `/etc/istio/${name}`,
    readOnly: true as const,
    secret: { secretName: `istio-${name}`, optional: true },
  })),
];

/** Where pilot-agent answers for health and metrics, from its start on and without istiod. */
const AGENT_PORT = 15020;
/** Where Knative has this Envoy listen for requests from inside the cluster, plain and with TLS. */
const LOCAL_GATEWAY_PORTS = [8081, 8444];

/** The Envoy through which every request enters: an explicit Deployment, no injection. */
export function ingressGateway(
  scope: Construct,
  context: AddonContext,
  namespace: string,
  options: IngressGatewayOptions,
): void {
  const { version } = context.release.components.istio;
  const standard = standardLabels({ name: NAME, instance: "istio" }, version);
  const selector = { app: NAME, istio: "ingressgateway" };
  const shared = { ...revisionLabels("IngressGateways"), ...standard };
  const labels = { ...selector, ...shared };
  emit(scope, {
    apiVersion: "v1",
    kind: "ServiceAccount",
    metadata: { name: ACCOUNT, namespace, labels },
  } satisfies ServiceAccount);
  role(scope, {
    name: `${NAME}-sds`,
    namespace,
    labels: shared,
    to: { serviceAccount: ACCOUNT, namespace },
    rules: [rule("", "secrets", ["get", "watch", "list"])],
  });
  emit(scope, {
    apiVersion: "v1",
    kind: "Service",
    metadata: {
      name: NAME,
      namespace,
      labels,
      ...(options.serviceAnnotations && { annotations: { ...options.serviceAnnotations } }),
    },
    spec: {
      type: options.serviceType ?? "LoadBalancer",
      selector,
      ports: [
        { name: "status-port", port: 15021, protocol: "TCP", targetPort: 15021 },
        { name: "http2", port: 80, protocol: "TCP", targetPort: 8080 },
        { name: "https", port: 443, protocol: "TCP", targetPort: 8443 },
      ],
    },
  } satisfies Service);
  workload(
    scope,
    context,
    {
      name: NAME,
      namespace,
      labels: { ...labels, "istio.io/dataplane-mode": "none" },
      selector,
      podLabels: {
        ...labels,
        "service.istio.io/canonical-name": NAME,
        "service.istio.io/canonical-revision": "latest",
        "sidecar.istio.io/inject": "false",
        "istio.io/dataplane-mode": "none",
      },
      podAnnotations: {
        "istio.io/rev": "default",
        "prometheus.io/port": "15020",
        "prometheus.io/scrape": "true",
        "prometheus.io/path": "/stats/prometheus",
        "sidecar.istio.io/inject": "false",
      },
      strategy: { rollingUpdate: { maxSurge: "100%", maxUnavailable: "25%" } },
      sizes: SIZES,
      furtherPorts: LOCAL_GATEWAY_PORTS,
      // Envoy opens its own ports only once istiod has answered; the agent exits when Envoy does.
      probes: {
        livenessProbe: {
          tcpSocket: { port: AGENT_PORT },
          initialDelaySeconds: 10,
          periodSeconds: 10,
          failureThreshold: 6,
        },
      },
      // istiod knows it by a token of its own (volume istio-token); it asks nothing of the API server.
      needs: { apiToken: false },
      pod: {
        securityContext: { runAsUser: 1337, runAsGroup: 1337, runAsNonRoot: true },
        serviceAccountName: ACCOUNT,
        volumes: VOLUMES.map(({ mountPath, readOnly, ...volume }) => volume),
      },
      container: {
        name: "istio-proxy",
        image: context.images.ref("istio-proxyv2"),
        ports: [
          { containerPort: 15021, protocol: "TCP" },
          { containerPort: 8080, protocol: "TCP" },
          { containerPort: 8443, protocol: "TCP" },
          { containerPort: 15090, protocol: "TCP", name: "http-envoy-prom" },
        ],
        args: [
          "proxy",
          "router",
          "--domain",
          "$(POD_NAMESPACE).svc.cluster.local",
          `--proxyLogLevel=${options.proxyLogLevel ?? "warning"}`,
          "--proxyComponentLogLevel=misc:error",
          "--log_output_level=default:info",
        ],
        securityContext: { ...restrictedContainer, privileged: false },
        readinessProbe: {
          failureThreshold: 30,
          httpGet: { path: "/healthz/ready", port: 15021, scheme: "HTTP" },
          initialDelaySeconds: 1,
          periodSeconds: 2,
          successThreshold: 1,
          timeoutSeconds: 1,
        },
        env: environment(namespace),
        volumeMounts: VOLUMES.map(({ name, mountPath, readOnly }) => ({
          name,
          mountPath,
          ...(readOnly && { readOnly }),
        })),
      },
    },
    options,
  );
}

function environment(namespace: string): EnvVar[] {
  const field = (name: string, fieldPath: string, apiVersion?: string): EnvVar => ({
    name,
    valueFrom: { fieldRef: { ...(apiVersion !== undefined && { apiVersion }), fieldPath } },
  });
  return [
    { name: "PILOT_CERT_PROVIDER", value: "istiod" },
    { name: "CA_ADDR", value: `istiod.${namespace}.svc:15012` },
    field("NODE_NAME", "spec.nodeName", "v1"),
    field("POD_NAME", "metadata.name", "v1"),
    field("POD_NAMESPACE", "metadata.namespace", "v1"),
    field("INSTANCE_IP", "status.podIP", "v1"),
    field("HOST_IP", "status.hostIP", "v1"),
    { name: "ISTIO_CPU_LIMIT", valueFrom: { resourceFieldRef: { resource: "limits.cpu", divisor: "1" } } },
    field("SERVICE_ACCOUNT", "spec.serviceAccountName"),
    { name: "ISTIO_META_WORKLOAD_NAME", value: NAME },
    { name: "ISTIO_META_OWNER", value: `kubernetes://apis/apps/v1/namespaces/${namespace}/deployments/${NAME}` },
    { name: "ISTIO_META_MESH_ID", value: "cluster.local" },
    { name: "TRUST_DOMAIN", value: "cluster.local" },
    { name: "ISTIO_META_UNPRIVILEGED_POD", value: "true" },
    { name: "ISTIO_META_CLUSTER_ID", value: "Kubernetes" },
    field("ISTIO_META_NODE_NAME", "spec.nodeName"),
  ];
}
