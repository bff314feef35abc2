import type { Resources } from "../internal/quantity";
import type { ComponentOptions } from "../internal/workload";
import type { AutoscalerOptions } from "./config/autoscaler";
import type { BatcherOptions } from "./config/batcher";
import type { ContainerAmounts } from "./config/container-amounts";
import type { CredentialsOptions } from "./config/credentials";
import type { DefaultRollout, DeploymentMode } from "./config/deploy";
import type { InferenceServiceOptions } from "./config/inference-service";
import type { IngressOptions } from "./config/ingress";
import type { SchedulerOptions, WvaControllerOptions } from "./config/language-models";
import type { LocalModelOptions } from "./config/local-model";
import type { LoggerOptions } from "./config/logger";
import type { MetricsAggregatorOptions } from "./config/metrics-aggregator";
import type { MultiNodeOptions } from "./config/multi-node";
import type { OpentelemetryCollectorOptions } from "./config/opentelemetry-collector";
import type { RouterOptions } from "./config/router";
import type { SecurityOptions } from "./config/security";
import type { ServiceOptions } from "./config/service";
import type { StorageInitializerOptions } from "./config/storage-initializer";

/** What a user may decide about KServe. */
export interface KServeOptions {
  /** How models run where they do not say. @default "Knative" */
  readonly mode?: DeploymentMode;
  /** Domain under which models are reached. @default "example.com" */
  readonly domain?: string;
  /** The controller's Deployment. */
  readonly controller?: ComponentOptions;
  /** Requests and limits of the RBAC proxy beside the controller. @default - by profile */
  readonly proxyResources?: Resources;
  /** @default - "info", the controller's own default */
  readonly logLevel?: "debug" | "info" | "error";
  /** Requests and limits of a model server that states none; "" sets no default. @default - by profile */
  readonly modelDefaults?: ContainerAmounts;
  /** Rollout of Deployments in Standard mode. @default - Kubernetes' own */
  readonly defaultRollout?: DefaultRollout;
  readonly ingress?: IngressOptions;
  readonly storageInitializer?: StorageInitializerOptions;
  readonly credentials?: CredentialsOptions;
  readonly inferenceService?: InferenceServiceOptions;
  readonly logger?: LoggerOptions;
  readonly batcher?: BatcherOptions;
  readonly agent?: ContainerAmounts;
  readonly router?: RouterOptions;
  readonly metricsAggregator?: MetricsAggregatorOptions;
  readonly opentelemetryCollector?: OpentelemetryCollectorOptions;
  readonly autoscaler?: AutoscalerOptions;
  readonly localModel?: LocalModelOptions;
  readonly multiNode?: MultiNodeOptions;
  readonly security?: SecurityOptions;
  readonly service?: ServiceOptions;
  /** Section `scheduler`. @default - not written */
  readonly scheduler?: SchedulerOptions;
  /** Section `autoscaling-wva-controller-config`. @default - not written */
  readonly autoscalingWvaController?: WvaControllerOptions;
}
