import type { Construct } from "constructs";
import type { DeploymentStrategy } from "kubernetes-types/apps/v1";
import type { Container, ContainerPort, EnvVar, Probe, ServicePort } from "kubernetes-types/core/v1";
import type { AddonContext } from "../internal/addon";
import { apart } from "../internal/apart";
import { restrictedContainer } from "../internal/container-security";
import type { Labels } from "../internal/emit";
import type { Sizes } from "../internal/profile";
import type { ImageName } from "../releases";
import { workload, type ComponentOptions } from "../internal/workload";
import { labels } from "./labels";

/** One of Knative's processes: what upstream says of it beyond what all share. */
export interface Process {
  readonly name: string;
  readonly image: ImageName;
  /** @default - name */
  readonly container?: string;
  /** Value of `app.kubernetes.io/component`. */
  readonly component: string;
  readonly account: string;
  readonly extraLabels?: Labels;
  readonly podLabels?: Labels;
  /** Further labels that pods are selected by, beside `app`. */
  readonly selector?: Labels;
  readonly env?: readonly EnvVar[];
  /** Environment before the shared part. */
  readonly firstEnv?: readonly EnvVar[];
  readonly ports: readonly ContainerPort[];
  readonly livenessProbe: Probe;
  readonly readinessProbe: Probe;
  /** Where upstream gives the same probe twice. */
  readonly probes?: { readonly livenessProbe: Probe };
  /** Ports that it serves but does not declare. */
  readonly furtherPorts?: readonly number[];
  readonly terminationGracePeriodSeconds?: number;
  readonly strategy?: DeploymentStrategy;
  readonly sizes: Sizes;
  readonly targetCpuUtilization?: number;
  /** Whether pods keep apart on nodes in every profile. @default true */
  readonly keepsApart?: boolean;
  /** @default - read-only root */
  readonly security?: Container["securityContext"];
}

export const field = (name: string, fieldPath: string): EnvVar => ({ name, valueFrom: { fieldRef: { fieldPath } } });

export const METRICS_PORTS: readonly ContainerPort[] = [
  { name: "metrics", containerPort: 9090 },
  { name: "profiling", containerPort: 8008 },
];

export const SERVICE_METRICS: readonly ServicePort[] = [
  { name: "http-metrics", port: 9090, targetPort: 9090 },
  { name: "http-profiling", port: 8008, targetPort: 8008 },
];

/** Probes of a process that answers on its own health port. */
export const healthProbe = (path: string, failureThreshold: number): Probe => ({
  httpGet: { path, port: "probes", scheme: "HTTP" },
  periodSeconds: 5,
  failureThreshold,
});

/** Probes of a process that serves a webhook. */
export const webhookProbes: Record<"liveness" | "readiness", Probe> = {
  readiness: { periodSeconds: 1, httpGet: { scheme: "HTTPS", port: 8443 } },
  liveness: {
    periodSeconds: 10,
    httpGet: { scheme: "HTTPS", port: 8443 },
    failureThreshold: 6,
    initialDelaySeconds: 20,
  },
};

/** Where a process runs, and the version of the add-on that it belongs to. */
export interface Home {
  readonly namespace: string;
  readonly version: string;
}

/** The Deployment of one process. */
export function deployProcess(
  scope: Construct,
  context: AddonContext,
  { namespace, version }: Home,
  process: Process,
  options?: ComponentOptions,
): void {
  const { name } = process;
  const own = labels(version, process.component);
  workload(
    scope,
    context,
    {
      name,
      namespace,
      labels: { ...own, ...process.extraLabels },
      selector: { app: name, ...process.selector },
      podLabels: { app: name, ...process.selector, ...own, ...process.podLabels },
      sizes: process.sizes,
      targetCpuUtilization: process.targetCpuUtilization,
      strategy: process.strategy,
      probes: process.probes,
      furtherPorts: process.furtherPorts,
      pod: {
        ...((process.keepsApart ?? true) && { affinity: apart({ app: name }) }),
        serviceAccountName: process.account,
        ...(process.terminationGracePeriodSeconds !== undefined && {
          terminationGracePeriodSeconds: process.terminationGracePeriodSeconds,
        }),
      },
      container: {
        name: process.container ?? name,
        image: context.images.ref(process.image),
        env: [
          ...(process.firstEnv ?? []),
          field("SYSTEM_NAMESPACE", "metadata.namespace"),
          { name: "CONFIG_LOGGING_NAME", value: "config-logging" },
          { name: "CONFIG_OBSERVABILITY_NAME", value: "config-observability" },
          ...(process.env ?? []),
        ],
        securityContext: process.security ?? {
          ...restrictedContainer,
          runAsNonRoot: true,
          seccompProfile: { type: "RuntimeDefault" },
        },
        ports: [...METRICS_PORTS, ...process.ports],
        livenessProbe: process.livenessProbe,
        readinessProbe: process.readinessProbe,
      },
    },
    options,
  );
}
