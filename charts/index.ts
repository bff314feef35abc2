// Short names of a folder get its word here, where they stand beside everything else.
export { CertManager, type CertManagerProps } from "../lib/cert-manager/cert-manager";
export type { CertManagerOptions } from "../lib/cert-manager/options";
export { crds, type CrdForm, type ReleasePart } from "../lib/definitions/definitions";
export type {
  Definition as CustomResourceDefinition,
  DefinitionVersion as CustomResourceDefinitionVersion,
  Schema as CustomResourceSchema,
} from "../lib/definitions/schema";
export type { CrdSource } from "../lib/definitions/sources";
export { violations, type Violation } from "../lib/definitions/violations";
export type { AddonProps } from "../lib/internal/addon";
export type { Manifest } from "../lib/internal/emit";
export type { ImageOverrides, RegistryMirror } from "../lib/internal/images";
export { InvalidError } from "../lib/internal/invalid";
export type { Profile } from "../lib/internal/profile";
export type { Quantity, Resources } from "../lib/internal/quantity";
export type { ComponentOptions } from "../lib/internal/workload";
export { ServingApp, type ServingAppProps } from "../lib/output/serving-app";
export * from "../lib/plan";
export { latestRelease, releases, type ImageName, type ReleaseName } from "../lib/releases";
export { existing, type Existing } from "../lib/releases/existing";
export type {
  ComponentDefinitions,
  ComponentName,
  ComponentRelease,
  KubernetesRange,
  Release,
  ReleaseImage,
  Sourced,
  SupportedUntil,
  VersionRange,
} from "../lib/releases/release";
export { LayerChart } from "./layer-chart";
export type {
  CertManagerAddonOptions,
  ExistingGateway,
  ExistingIstio,
  ExistingKnativeServing,
  ExistingPlatformProps,
  IstioAddonOptions,
  KServeAddonOptions,
  NvidiaDevicePluginAddonOptions,
  ServingPlatformProps,
} from "./platform-props";
export { ServingPlatform } from "./serving-platform";
export { NamespaceChart, type NamespaceOptions } from "./namespace-chart";
export { defaultPlatform } from "./default-platform";
export {
  NvidiaDevicePlugin,
  type NvidiaDevicePluginOptions,
  type NvidiaDevicePluginProps,
} from "../lib/gpu/device-plugin";
export {
  KarpenterAwsPool,
  type KarpenterAwsPoolProps,
  type KarpenterCapacity,
  type KarpenterPoolLimits,
} from "../lib/gpu/karpenter-aws-pool";
export { existingPool, type ExistingPoolOptions, type GpuPool } from "../lib/gpu/pool";
export { GatewayApiPolicy, type GatewayApiPolicyProps } from "../lib/gateway-api/gateway-api-policy";
export { KServeGateway, type KServeGatewayOptions, type KServeGatewayProps } from "../lib/gateway-api/kserve-gateway";
export { Istio, IstioIngressGateway, type IstioIngressGatewayProps, type IstioProps } from "../lib/istio/istio";
export type { IngressGatewayOptions as IstioIngressGatewayOptions, IstioOptions } from "../lib/istio/options";
export type { KnativeAutoscalerConfig } from "../lib/knative/config/autoscaler";
export type { KnativeCertManagerConfig, KnativeIssuerRef } from "../lib/knative/config/cert-manager";
export type { KnativeConfig } from "../lib/knative/config/config";
export type { KnativeDefaultsConfig } from "../lib/knative/config/defaults";
export type { KnativeDeploymentConfig, KnativeRuntimeClassSelector } from "../lib/knative/config/deployment";
export type { KnativeDomainConfig, KnativeDomainSelector } from "../lib/knative/config/domain";
export type {
  FeatureFlag as KnativeFeatureFlag,
  KnativeFeature,
  KnativeFeatures,
} from "../lib/knative/config/features";
export type { KnativeGcConfig } from "../lib/knative/config/gc";
export type { KnativeLeaderElectionConfig } from "../lib/knative/config/leader-election";
export type { KnativeLoggingConfig, LogLevel as KnativeLogLevel, ZapLoggerConfig } from "../lib/knative/config/logging";
export type { KnativeNetworkConfig, Switch as KnativeSwitch } from "../lib/knative/config/network";
export type {
  KnativeObservabilityConfig,
  MetricsProtocol as KnativeMetricsProtocol,
  TracingProtocol as KnativeTracingProtocol,
} from "../lib/knative/config/observability";
export { KnativeServing, type KnativeServingOptions, type KnativeServingProps } from "../lib/knative/knative-serving";
export { NetIstio, type NetIstioOptions, type NetIstioProps } from "../lib/knative/net-istio";
export type { AutoscalerOptions as KServeAutoscalerOptions } from "../lib/kserve/config/autoscaler";
export type { BatcherOptions as KServeBatcherOptions } from "../lib/kserve/config/batcher";
export type { ContainerAmounts } from "../lib/kserve/config/container-amounts";
export type { CredentialsOptions as KServeCredentialsOptions, S3Options } from "../lib/kserve/config/credentials";
export type { DefaultRollout, DeploymentMode } from "../lib/kserve/config/deploy";
export type { InferenceServiceOptions as KServeInferenceServiceOptions } from "../lib/kserve/config/inference-service";
export type { IngressOptions as KServeIngressOptions } from "../lib/kserve/config/ingress";
export type {
  SchedulerOptions as KServeSchedulerOptions,
  WvaControllerOptions as KServeWvaControllerOptions,
} from "../lib/kserve/config/language-models";
export type { LocalModelOptions as KServeLocalModelOptions } from "../lib/kserve/config/local-model";
export type {
  LoggerOptions as KServeLoggerOptions,
  LoggerStorage as KServeLoggerStorage,
} from "../lib/kserve/config/logger";
export type { MetricsAggregatorOptions as KServeMetricsAggregatorOptions } from "../lib/kserve/config/metrics-aggregator";
export type { MultiNodeOptions as KServeMultiNodeOptions } from "../lib/kserve/config/multi-node";
export type { OpentelemetryCollectorOptions as KServeOpenTelemetryCollectorOptions } from "../lib/kserve/config/opentelemetry-collector";
export type { RouterOptions as KServeRouterOptions } from "../lib/kserve/config/router";
export type { SecurityOptions as KServeSecurityOptions } from "../lib/kserve/config/security";
export type { ServiceOptions as KServeServiceOptions } from "../lib/kserve/config/service";
export type { StorageInitializerOptions as KServeStorageInitializerOptions } from "../lib/kserve/config/storage-initializer";
export { KServe, type KServeProps } from "../lib/kserve/kserve";
export { KServeRuntimes, type KServeRuntimesOptions, type KServeRuntimesProps } from "../lib/kserve/kserve-runtimes";
export type { KServeOptions } from "../lib/kserve/options";
export { servingRuntimes, type ServingRuntimeName } from "../lib/kserve/runtimes";
export type { RuntimeChoice } from "../lib/kserve/runtimes/offered";
export type { ServingRuntimeOptions } from "../lib/kserve/runtimes/manifest";
export type { ProtocolVersion } from "../lib/internal/protocol-version";
export type { ModelFormat, RuntimeContainer, ShippedRuntime } from "../lib/kserve/runtimes/shipped-runtime";
export { InferenceService, type InferenceServiceProps } from "../lib/models/inference-service";
export type * from "../lib/models/auto-scaling";
export type * from "../lib/internal/pod-spec-types";
export type { Batcher } from "../lib/models/batcher";
export * from "../lib/models/credentials";
export type { Canary, CanaryPredictor } from "../lib/models/canary";
export type { Component, ServerContainer } from "../lib/models/component";
export type { ArtExplainer, Explainer } from "../lib/models/explainer";
export type { Waivers } from "../lib/models/judge";
export type { Logger, LoggerStorage } from "../lib/models/logger";
export type * from "../lib/models/model-server";
export type { Predictor } from "../lib/models/predictor";
export type { RuleName } from "../lib/models/rules/rule-name";
export type { Confidential, StorageSpec, StorageUri } from "../lib/models/storage";
export type { Transformer } from "../lib/models/transformer";
export type { WorkerSpec } from "../lib/models/worker-spec";
export {
  ClusterServingRuntime,
  ServingRuntime,
  type ClusterServingRuntimeProps,
  type ServingRuntimeProps,
} from "../lib/models/runtime/serving-runtime";
export type * from "../lib/models/runtime/serving-runtime-spec";
export { ClusterStorageContainer } from "../lib/models/storage-container/cluster-storage-container";
export type * from "../lib/models/storage-container/storage-container-props";
export { TrainedModel } from "../lib/models/trained-model/trained-model";
export type * from "../lib/models/trained-model/trained-model-props";
export { InferenceGraph } from "../lib/models/graph/inference-graph";
export type * from "../lib/models/graph/inference-graph-props";
export type * from "../lib/models/graph/inference-graph-node";
export type { ObjectMetadata } from "../lib/models/place";
