import type { Affinity, Container, SecurityContext, Toleration } from "kubernetes-types/core/v1";
import type { AddonContext } from "../../internal/addon";
import type { Profile } from "../../internal/profile";
import { plainResources, type Resources } from "../../internal/quantity";
import type { RuntimeContainer, ShippedRuntime } from "./shipped-runtime";

/** What a user may decide about one runtime. */
export interface ServingRuntimeOptions {
  /** Keeps the runtime in the cluster, but no model gets it any more. @default false */
  readonly disabled?: boolean;
  /** Requests and limits of the server where a model states none. @default - by profile */
  readonly resources?: Resources;
  /** Arguments after the runtime's own. @default - none */
  readonly args?: readonly string[];
  /** @default - any node */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /** @default - none */
  readonly tolerations?: readonly Toleration[];
  /** @default - none */
  readonly affinity?: Affinity;
}

// source: kserve v0.20.0 install/v0.20.0/kserve-cluster-resources.yaml (upstream)
const limits = { cpu: "1", memory: "2Gi" };
const sizes: Readonly<Record<Profile, Resources>> = {
  upstream: { limits, requests: limits },
  dev: { limits, requests: { cpu: "100m", memory: "256Mi" } },
  production: { limits, requests: limits },
};

/** Requests and limits of a container of a runtime, where a model states none. */
export function serverResources(
  profile: Profile,
  container: RuntimeContainer,
  options: ServingRuntimeOptions,
): Resources {
  return options.resources ?? container.resources ?? sizes[profile];
}

function securityContext({ runAsUser, runAsNonRoot = true }: ShippedRuntime): SecurityContext {
  return {
    allowPrivilegeEscalation: false,
    privileged: false,
    ...(runAsNonRoot && { runAsNonRoot }),
    ...(runAsUser !== undefined && { runAsUser }),
    capabilities: { drop: ["ALL"] },
  };
}

/** The ClusterServingRuntime of one model server. */
export function manifest(
  context: AddonContext,
  runtime: ShippedRuntime,
  options: ServingRuntimeOptions,
): Readonly<Record<string, unknown>> {
  const { worker, restricted = true } = runtime;
  const { pullSecret } = context.images;
  const container = (
    name: string,
    of: RuntimeContainer,
    extra: Pick<Container, "args" | "securityContext">,
  ): object => ({
    name,
    image: context.images.ref(of.image),
    command: of.command,
    env: of.env,
    resources: plainResources(serverResources(context.profile, of, options)),
    livenessProbe: of.livenessProbe,
    readinessProbe: of.readinessProbe,
    startupProbe: of.startupProbe,
    volumeMounts: of.volumeMounts,
    ...extra,
  });
  const pod = {
    nodeSelector: options.nodeSelector,
    tolerations: options.tolerations,
    affinity: options.affinity,
    imagePullSecrets: pullSecret === undefined ? undefined : [{ name: pullSecret }],
    volumes: runtime.volumes,
  };
  const args = [...(runtime.args ?? []), ...(options.args ?? [])];
  return {
    apiVersion: "serving.kserve.io/v1alpha1",
    kind: "ClusterServingRuntime",
    metadata: { name: runtime.name, annotations: { "serving.kserve.io/server-type": runtime.serverType } },
    spec: {
      annotations: {
        "prometheus.kserve.io/path": "/metrics",
        "prometheus.kserve.io/port": String(runtime.metricsPort ?? 8080),
      },
      ...(options.disabled === true && { disabled: true }),
      supportedModelFormats: runtime.formats,
      protocolVersions: runtime.protocolVersions,
      multiModel: runtime.multiModel,
      hostIPC: runtime.hostIPC,
      ...pod,
      containers: [
        container("kserve-container", runtime, {
          ...(args.length > 0 && { args }),
          ...(restricted && { securityContext: securityContext(runtime) }),
        }),
      ],
      ...(worker && {
        workerSpec: {
          pipelineParallelSize: 1,
          tensorParallelSize: 1,
          ...pod,
          containers: [container("worker-container", worker, {})],
        },
      }),
    },
  };
}
