import type { Duration } from "cdk8s";
import type { IServiceAccount } from "cdk8s-plus-27";
import type { Container, EnvVar, Toleration } from "kubernetes-types/core/v1";
import type { GpuPool } from "../gpu/pool";
import type { Resources } from "../internal/quantity";
import type { AutoScaling } from "./auto-scaling";

/** Where a model lies, in what format, and what serves it. */
export interface Model {
  /** A format that a runtime serves, e.g. `sklearn`; with a version, `{ name: "sklearn", version: "1" }`. */
  readonly modelFormat: string | { readonly name: string; readonly version?: string };
  /** e.g. `gs://bucket/path`, `s3://…`, `hf://…`, `pvc://…`, `oci://…`, `https://…`. */
  readonly storageUri?: string;
  /** Name of a ServingRuntime or ClusterServingRuntime. @default - chosen by KServe for the format */
  readonly runtime?: string;
  readonly runtimeVersion?: string;
  readonly protocolVersion?: "v1" | "v2" | "grpc-v1" | "grpc-v2";
  /** Arguments of the model server beside the runtime's. @default - none */
  readonly args?: readonly string[];
  readonly env?: readonly EnvVar[];
  /** Requests and limits of the model server. @default - the runtime's */
  readonly resources?: Resources;
}

/** What answers predictions. */
export interface Predictor {
  /** A model that a runtime serves; this, or `containers`. */
  readonly model?: Model;
  /** An own model server. */
  readonly containers?: readonly Omit<Container, "name">[];
  /** Lower bound of pods; 0 scales to zero, in Knative mode and with KEDA. @default 1 */
  readonly minReplicas?: number;
  /** @default - unlimited in Knative mode, minReplicas in Standard mode */
  readonly maxReplicas?: number;
  /** Load of one pod that the autoscaler aims at, in units of `scaleMetric`; of "cpu" and "memory" in percent of the request. */
  readonly scaleTarget?: number;
  /** "concurrency" and "rps" in Knative mode, "cpu" and "memory" in Standard mode. @default - "concurrency", or "cpu" */
  readonly scaleMetric?: "concurrency" | "rps" | "cpu" | "memory";
  /** Metrics in place of `scaleMetric` and `scaleTarget`. Standard mode. @default - none */
  readonly autoScaling?: AutoScaling;
  /** Hard limit of concurrent requests of one pod; 0 is unlimited. Knative mode. @default 0 */
  readonly containerConcurrency?: number;
  /** Share of traffic, in percent, that the newest revision gets. Knative mode. @default 100 */
  readonly canaryTrafficPercent?: number;
  /** Time limit of a request; in Standard mode of its HTTPRoute. @default - 300 s in Knative mode, 60 s of an HTTPRoute */
  readonly timeout?: Duration;
  readonly serviceAccount?: string | IServiceAccount;
  /** GPUs of each pod. @default 0 */
  readonly gpus?: number;
  /** Nodes that the pods go to; node selector and tolerations follow from it. @default - any node */
  readonly pool?: GpuPool;
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly tolerations?: readonly Toleration[];
}
