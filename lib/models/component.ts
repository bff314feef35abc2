import type { Duration } from "cdk8s";
import type { IServiceAccount } from "cdk8s-plus-27";
import type { DeploymentStrategy } from "kubernetes-types/apps/v1";
import type { Container, PodWithoutContainers, UnnamedContainer } from "../internal/pod-spec-types";
import type { AutoScaling } from "./auto-scaling";
import type { Batcher } from "./batcher";
import type { StorageCredentials } from "./credentials/credentials";
import type { Logger } from "./logger";
import type { StorageUri } from "./storage";

/** A container that need not be named. */
export interface ServerContainer extends UnnamedContainer, Partial<Pick<Container, "name">> {
  /** @default - "kserve-container" of the one that serves, "container-<n>" of another */
  readonly name?: string;
}

/** How a predictor, a transformer or an explainer runs: its pod, and what KServe does beside it. */
export interface Component extends Omit<PodWithoutContainers, "serviceAccountName"> {
  /** A server of one's own, and what runs beside it. */
  readonly containers?: readonly ServerContainer[];
  /**
   * By name, or a service account of cdk8s-plus; beside `credentials` the name of the one that they make.
   *
   * @default - "default", or `<model>-storage` where credentials make one
   */
  readonly serviceAccountName?: string | IServiceAccount;
  /** What the files are fetched with. @default - what the ServiceAccount carries */
  readonly credentials?: StorageCredentials | readonly StorageCredentials[];
  /** Lower bound of pods; 0 scales to zero, in Knative mode and with KEDA. @default 1 */
  readonly minReplicas?: number;
  /** @default - unlimited in Knative mode, minReplicas in Standard mode */
  readonly maxReplicas?: number;
  /** Load of one pod that the autoscaler aims at, in units of `scaleMetric`; of "cpu" and "memory" in percent of the request. */
  readonly scaleTarget?: number;
  /** "concurrency" and "rps" in Knative mode, "cpu" and "memory" in Standard mode. @default - "concurrency", or "cpu" */
  readonly scaleMetric?: "concurrency" | "rps" | "cpu" | "memory";
  /** Known to KServe's schema, and read by nothing. */
  readonly scaleMetricType?: "Utilization" | "Value" | "AverageValue";
  /** Metrics in place of `scaleMetric` and `scaleTarget`. Standard mode. @default - none */
  readonly autoScaling?: AutoScaling;
  /** Hard limit of concurrent requests of one pod; 0 is unlimited. Knative mode. @default 0 */
  readonly containerConcurrency?: number;
  /**
   * Share of traffic, in percent, that the newest revision gets; the revision that last had all of it keeps the rest.
   * Knative mode.
   *
   * It is about what runs: the first revision gets everything whatever this says, each change of the component makes a
   * revision, and the one before is known to the cluster alone. Raise it, and leave it out to promote; 0 takes it back.
   *
   * @default 100
   */
  readonly canaryTrafficPercent?: number;
  /**
   * Time limit of a request, as a number in seconds; in Standard mode of its HTTPRoute.
   *
   * @default - 300 s in Knative mode, 60 s of an HTTPRoute
   */
  readonly timeout?: Duration | number;
  /** Sends requests and responses on. @default - none */
  readonly logger?: Logger;
  /** Gathers requests into batches. @default - none */
  readonly batcher?: Batcher;
  /** Of its pods. @default - those of the model */
  readonly labels?: Readonly<Record<string, string>>;
  /** Of its pods. @default - those of the model */
  readonly annotations?: Readonly<Record<string, string>>;
  /** How pods are replaced. Standard mode. @default - RollingUpdate, 25 % */
  readonly deploymentStrategy?: DeploymentStrategy;
  /** Several places that files come from, in place of one `storageUri`. @default - none */
  readonly storageUris?: readonly StorageUri[];
}
