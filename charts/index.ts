export { CertManager, type CertManagerProps } from "../lib/cert-manager/cert-manager";
export type { CertManagerOptions } from "../lib/cert-manager/options";
export { crds, type CrdForm } from "../lib/definitions/definitions";
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
  ComponentName,
  ComponentRelease,
  KubernetesRange,
  Release,
  ReleaseImage,
  Sourced,
  SupportedUntil,
} from "../lib/releases/release";
export { LayerChart } from "./layer-chart";
export { ServingPlatform, type ServingPlatformProps } from "./serving-platform";
