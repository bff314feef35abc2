/** The parts of a serving platform that are versioned together. */
export type ComponentName =
  | "kserve"
  | "knativeServing"
  | "netIstio"
  | "istio"
  | "certManager"
  | "gatewayApi"
  | "keda"
  | "nvidiaDevicePlugin"
  | "karpenterAws";

/** Where a fact was read, so that a reader can check it. */
export interface Sourced {
  readonly source: string;
}

/** Until when upstream mends a minor version. */
export interface SupportedUntil extends Sourced {
  /** ISO date; absent where upstream publishes no end of life. */
  readonly date?: string;
}

/** Minor versions, inclusive, as "1.33". */
export interface VersionRange extends Sourced {
  readonly min: string;
  readonly max: string;
}

/** Minors of Kubernetes. */
export type KubernetesRange = VersionRange;

/** The CustomResourceDefinitions that this package carries of a part. */
export interface ComponentDefinitions {
  /** Name of the data file, without its ending. */
  readonly source: string;
  /** API groups in it. */
  readonly groups: readonly string[];
}

/** One part at the version that was tested with the others. */
export interface ComponentRelease extends Sourced {
  /** What people call it. */
  readonly title: string;
  /** Semantic version without "v". */
  readonly version: string;
  readonly supportedUntil: SupportedUntil;
  /** Kubernetes minors that upstream supports with this version; absent where upstream states none. */
  readonly kubernetes?: KubernetesRange;
  /** Minors that are accepted where the cluster has the part already. @default - the minor of `version` */
  readonly accepted?: VersionRange;
  /** Absent where the part brings no definitions, or this package never emits and never checks its objects. */
  readonly definitions?: ComponentDefinitions;
}

/** A container image as upstream's release names it. */
export interface ReleaseImage extends Sourced {
  /** Full reference with tag or digest, as upstream writes it. */
  readonly image: string;
}

/**
 * A tested set: versions that were seen working together, with their images and the Kubernetes range they share.
 *
 * A new set is a new file of data; no construct names a version.
 */
export interface Release<Image extends string = string> {
  /** Name of the set, e.g. `kserve-0.20`. */
  readonly name: string;
  readonly components: Readonly<Record<ComponentName, ComponentRelease>>;
  /** Intersection of what all parts run on. */
  readonly kubernetes: KubernetesRange;
  /** End of life of each Kubernetes minor of the range. */
  readonly kubernetesSupport: Readonly<Record<string, SupportedUntil>>;
  readonly images: Readonly<Record<Image, ReleaseImage>>;
}
