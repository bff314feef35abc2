import type { Affinity, Toleration } from "kubernetes-types/core/v1";
import type { Resources } from "./quantity";

/** What a user may set on each Deployment of an add-on. */
export interface ComponentOptions {
  /** Number of pods; fixed, no autoscaler. @default - by profile */
  readonly replicas?: number;
  /** Requests and limits of the main container; local disk is bounded where they name none. @default - by profile */
  readonly resources?: Resources;
  /** @default - upstream's */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /** @default - upstream's */
  readonly tolerations?: readonly Toleration[];
  /** @default - upstream's */
  readonly affinity?: Affinity;
  /** @default - none */
  readonly priorityClassName?: string;
  /** Whether a NetworkPolicy closes every port of its pods but those that it serves. @default true */
  readonly networkPolicy?: boolean;
}
