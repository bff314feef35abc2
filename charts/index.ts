export { CertManager, type CertManagerProps } from "../lib/cert-manager/cert-manager";
export type { CertManagerOptions } from "../lib/cert-manager/options";
export { crds, type CrdForm, type ReleasePart } from "../lib/definitions/definitions";
export type { Definition, DefinitionVersion, Schema } from "../lib/definitions/schema";
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
export { latestRelease, releases, type ImageName } from "../lib/releases";
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
export { KarpenterAwsPool, type KarpenterAwsPoolProps } from "../lib/gpu/karpenter-aws-pool";
export { existingPool, type ExistingPoolOptions, type GpuPool } from "../lib/gpu/pool";
export { GatewayApiPolicy, type GatewayApiPolicyProps } from "../lib/gateway-api/gateway-api-policy";
export { KServeGateway, type KServeGatewayOptions, type KServeGatewayProps } from "../lib/gateway-api/kserve-gateway";
export { Istio, IstioIngressGateway, type IstioIngressGatewayProps, type IstioProps } from "../lib/istio/istio";
export type { IngressGatewayOptions, IstioOptions } from "../lib/istio/options";
export type * from "../lib/knative/config/autoscaler";
export type * from "../lib/knative/config/config";
export type { FeatureFlag, KnativeFeature, KnativeFeatures } from "../lib/knative/config/features";
export { KnativeServing, type KnativeServingOptions, type KnativeServingProps } from "../lib/knative/knative-serving";
export { NetIstio, type NetIstioOptions, type NetIstioProps } from "../lib/knative/net-istio";
export type { ContainerAmounts } from "../lib/kserve/config/container-amounts";
export type { DeploymentMode } from "../lib/kserve/config/deploy";
export { KServe, type KServeProps } from "../lib/kserve/kserve";
export { KServeRuntimes, type KServeRuntimesProps } from "../lib/kserve/kserve-runtimes";
export type { KServeOptions } from "../lib/kserve/options";
export { servingRuntimes, type ServingRuntimeName } from "../lib/kserve/runtimes";
export { InferenceService, type InferenceServiceProps } from "../lib/models/inference-service";
export type * from "../lib/models/auto-scaling";
export type { Model, Predictor } from "../lib/models/predictor";
