import type { Construct } from "constructs";
import type { Container, ContainerPort, Service, ServicePort } from "kubernetes-types/core/v1";
import type { AddonContext } from "../internal/addon";
import { restrictedContainer, restrictedPod } from "../internal/container-security";
import { emit } from "../internal/emit";
import type { Sizes } from "../internal/profile";
import { workload } from "../internal/workload";
import { labels, selector, type Component } from "./labels";
import type { CertManagerOptions } from "./options";

const METRICS: ContainerPort = { name: "http-metrics", containerPort: 9402, protocol: "TCP" };

interface Part {
  readonly component: Exclude<Component, "cert-manager">;
  readonly name: string;
  readonly container: Pick<Container, "args" | "ports" | "livenessProbe" | "readinessProbe">;
  readonly probes?: Pick<Container, "livenessProbe" | "readinessProbe">;
  readonly servicePorts: ServicePort[];
  readonly sizes: Sizes;
}

function parts(context: AddonContext): readonly Part[] {
  return [
    {
      component: "cainjector",
      name: "cert-manager-cainjector",
      container: { args: ["--leader-election-namespace=kube-system"], ports: [METRICS] },
      // It has no health endpoint. Its metrics are served before it is elected (cmd/cainjector/app/controller.go), but
      // not while it waits, up to five minutes, for the definition of Certificate.
      probes: {
        livenessProbe: { tcpSocket: { port: "http-metrics" }, periodSeconds: 15, failureThreshold: 24 },
        readinessProbe: { httpGet: { path: "/metrics", port: "http-metrics" }, periodSeconds: 10, timeoutSeconds: 5 },
      },
      servicePorts: [{ name: "http-metrics", port: 9402, protocol: "TCP" }],
      // cainjector holds every CRD, Secret and webhook configuration in memory: 138 MiB seen beside KServe's CRDs.
      sizes: {
        upstream: {},
        dev: { resources: { requests: { cpu: "10m", memory: "128Mi" }, limits: { memory: "512Mi" } } },
        production: {
          replicas: 2,
          resources: { requests: { cpu: "50m", memory: "192Mi" }, limits: { cpu: "1", memory: "1Gi" } },
        },
      },
    },
    {
      component: "controller",
      name: "cert-manager",
      container: {
        args: [
          "--cluster-resource-namespace=$(POD_NAMESPACE)",
          "--leader-election-namespace=kube-system",
          `--acme-http01-solver-image=${context.images.ref("cert-manager-acmesolver")}`,
          "--max-concurrent-challenges=60",
        ],
        ports: [METRICS, { name: "http-healthz", containerPort: 9403, protocol: "TCP" }],
        livenessProbe: {
          httpGet: { path: "/livez", port: "http-healthz", scheme: "HTTP" },
          initialDelaySeconds: 10,
          periodSeconds: 10,
          timeoutSeconds: 15,
          successThreshold: 1,
          failureThreshold: 8,
        },
      },
      // Replicas that are not elected serve their metrics as well, which is all that its Service is for.
      probes: { readinessProbe: { tcpSocket: { port: "http-healthz" }, periodSeconds: 5 } },
      servicePorts: [
        { name: "tcp-prometheus-servicemonitor", port: 9402, protocol: "TCP", targetPort: "http-metrics" },
      ],
      sizes: {
        upstream: {},
        dev: { resources: { requests: { cpu: "10m", memory: "64Mi" }, limits: { memory: "256Mi" } } },
        production: {
          replicas: 2,
          resources: { requests: { cpu: "50m", memory: "128Mi" }, limits: { cpu: "1", memory: "512Mi" } },
        },
      },
    },
    {
      component: "webhook",
      name: "cert-manager-webhook",
      container: {
        args: [
          "--secure-port=10250",
          "--dynamic-serving-ca-secret-namespace=$(POD_NAMESPACE)",
          "--dynamic-serving-ca-secret-name=cert-manager-webhook-ca",
          ...["", ".$(POD_NAMESPACE)", ".$(POD_NAMESPACE).svc"].map(
            (suffix) => `--dynamic-serving-dns-names=cert-manager-webhook${suffix}`,
          ),
        ],
        ports: [
          { name: "https", containerPort: 10250, protocol: "TCP" },
          { name: "healthcheck", containerPort: 6080, protocol: "TCP" },
          METRICS,
        ],
        livenessProbe: probe("/livez", 60, 10),
        readinessProbe: probe("/healthz", 5, 5),
      },
      servicePorts: [
        { name: "https", port: 443, protocol: "TCP", targetPort: "https" },
        { name: "metrics", port: 9402, protocol: "TCP", targetPort: "http-metrics" },
      ],
      sizes: {
        upstream: {},
        dev: { resources: { requests: { cpu: "10m", memory: "32Mi" }, limits: { memory: "128Mi" } } },
        production: {
          replicas: 2,
          resources: { requests: { cpu: "50m", memory: "64Mi" }, limits: { cpu: "500m", memory: "256Mi" } },
        },
      },
    },
  ];
}

function probe(path: string, initialDelaySeconds: number, periodSeconds: number): Container["livenessProbe"] {
  return {
    httpGet: { path, port: "healthcheck", scheme: "HTTP" },
    initialDelaySeconds,
    periodSeconds,
    timeoutSeconds: 1,
    successThreshold: 1,
    failureThreshold: 3,
  };
}

/** cert-manager's three Deployments, each behind its Service. */
export function workloads(
  scope: Construct,
  context: AddonContext,
  namespace: string,
  options: CertManagerOptions,
): void {
  const { version } = context.release.components.certManager;
  const all = parts(context);
  for (const { component, name, servicePorts } of all) {
    emit(scope, {
      apiVersion: "v1",
      kind: "Service",
      metadata: { name, namespace, labels: labels(component, version) },
      spec: { type: "ClusterIP", ports: servicePorts, selector: { ...selector(component) } },
    } satisfies Service);
  }
  for (const { component, name, container, probes, sizes } of all) {
    const image = `cert-manager-${component}` as const;
    workload(
      scope,
      context,
      {
        name,
        namespace,
        labels: labels(component, version),
        selector: selector(component),
        podAnnotations: {
          "prometheus.io/path": "/metrics",
          "prometheus.io/scrape": "true",
          "prometheus.io/port": "9402",
        },
        sizes,
        probes,
        pod: {
          serviceAccountName: name,
          enableServiceLinks: false,
          securityContext: restrictedPod,
          nodeSelector: { "kubernetes.io/os": "linux" },
        },
        container: {
          name: image,
          image: context.images.ref(image),
          imagePullPolicy: "IfNotPresent",
          ...container,
          args: [`--v=${String(options.logLevel ?? 2)}`, ...(container.args ?? [])],
          env: [{ name: "POD_NAMESPACE", valueFrom: { fieldRef: { fieldPath: "metadata.namespace" } } }],
          securityContext: restrictedContainer,
        },
      },
      options[component],
    );
  }
}
