import type { Affinity, LocalObjectReference, Toleration } from "kubernetes-types/core/v1";
import type { Container, EnvVar, Volume } from "../../internal/pod-spec-types";
import type { ProtocolVersion } from "../../internal/protocol-version";

/** A format of models that a runtime serves. */
export interface SupportedModelFormat {
  readonly name: string;
  /** "major", "major.minor" or "major.minor.patch". @default - any model that states no version */
  readonly version?: string;
  /** Whether KServe may choose the runtime for a model that names none. @default false */
  readonly autoSelect?: boolean;
  /** Among runtimes that KServe may choose the largest wins; at least 1. @default - after every runtime that has one */
  readonly priority?: number;
}

/** The pod of a runtime, as KServe's runtimes know pods. */
export interface ServingRuntimePod {
  /** At least one; KServe merges the one called `kserve-container` with what a model states. */
  readonly containers: readonly Container[];
  readonly volumes?: readonly Volume[];
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly affinity?: Affinity;
  readonly tolerations?: readonly Toleration[];
  /** Labels of its pods. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Annotations of its pods. */
  readonly annotations?: Readonly<Record<string, string>>;
  /** @default - the pull secret of the platform's mirror */
  readonly imagePullSecrets?: readonly LocalObjectReference[];
  readonly hostIPC?: boolean;
  readonly schedulerName?: string;
}

/** The further nodes of a model that spans several. */
export interface ServingRuntimeWorker extends ServingRuntimePod {
  /** How many parts the model is cut into, each on pods of its own. @default 1 */
  readonly pipelineParallelSize?: number;
  /** How many GPUs share each part. @default 1 */
  readonly tensorParallelSize?: number;
}

/** ModelMesh's adapter between itself and a model server. */
export interface BuiltInAdapter {
  /** "triton", "mlserver", "ovms" or "torchserve"; the container has the same name. */
  readonly serverType?: string;
  readonly runtimeManagementPort?: number;
  /** In bytes. */
  readonly memBufferBytes?: number;
  readonly modelLoadingTimeoutMillis?: number;
  readonly env?: readonly EnvVar[];
}

/** What serves models of some formats, and how its pods run: `spec` of KServe's two kinds of runtimes. */
// source: kserve v0.20.0 pkg/apis/serving/v1alpha1/servingruntime_types.go
export interface ServingRuntimeSpec extends ServingRuntimePod {
  /** @default - none, so only a model that names the runtime could get it, and none may */
  readonly supportedModelFormats?: readonly SupportedModelFormat[];
  /** Protocols that it speaks. @default - whatever a model asks for */
  readonly protocolVersions?: readonly ProtocolVersion[];
  /** Whether one server holds several models; KServe never chooses such a runtime by itself. @default false */
  readonly multiModel?: boolean;
  /** Keeps the runtime in the cluster, but no model gets it. @default false */
  readonly disabled?: boolean;
  /** Makes it a runtime of several nodes. @default - one node */
  readonly workerSpec?: ServingRuntimeWorker;
  /** ModelMesh: where its models are managed, `port:1234` or `unix:/path`. */
  readonly grpcEndpoint?: string;
  /** ModelMesh: where it answers over gRPC. */
  readonly grpcDataEndpoint?: string;
  /** ModelMesh: where it answers over HTTP. */
  readonly httpDataEndpoint?: string;
  /** ModelMesh: pods of its Deployment. */
  readonly replicas?: number;
  /** ModelMesh: the container that fetches models. */
  readonly storageHelper?: { readonly disabled?: boolean };
  /** ModelMesh: an adapter that ModelMesh brings. */
  readonly builtInAdapter?: BuiltInAdapter;
}
