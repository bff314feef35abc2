import type { Duration } from "cdk8s";

/**
 * ConfigMap `config-autoscaler`: how revisions scale.
 *
 * @see https://knative.dev/docs/serving/autoscaling/
 */
export interface KnativeAutoscalerConfig {
  /** Concurrent requests a pod should handle at once, as a share of its limit, in percent. @default 70 */
  readonly "container-concurrency-target-percentage"?: number;
  /** Concurrent requests a pod should handle where a revision sets no limit. @default 100 */
  readonly "container-concurrency-target-default"?: number;
  /** Requests per second a pod should handle, for revisions that scale by rps. @default 200 */
  readonly "requests-per-second-target-default"?: number;
  /** Requests that the activator buffers for a burst; 0 only at zero pods, -1 always. @default 211 */
  readonly "target-burst-capacity"?: number;
  /** Window over which load is averaged, from 6 s to 1 h. @default 60 s */
  readonly "stable-window"?: Duration;
  /** Part of the stable window in which a burst is noticed, in percent. @default 10 */
  readonly "panic-window-percentage"?: number;
  /** Load that makes a burst, in percent of what the pods should handle. @default 200 */
  readonly "panic-threshold-percentage"?: number;
  /** @default 1000 */
  readonly "max-scale-up-rate"?: number;
  /** @default 2 */
  readonly "max-scale-down-rate"?: number;
  /** Whether idle revisions lose their last pod. @default true */
  readonly "enable-scale-to-zero"?: boolean;
  /** How long the last pod stays while the route is moved to the activator. @default 30 s */
  readonly "scale-to-zero-grace-period"?: Duration;
  /** How long the last pod stays at least after the last request. @default 0 s */
  readonly "scale-to-zero-pod-retention-period"?: Duration;
  /** @default "kpa.autoscaling.knative.dev" */
  readonly "pod-autoscaler-class"?: "kpa.autoscaling.knative.dev" | "hpa.autoscaling.knative.dev";
  /** Pods of a new revision; 0 needs `allow-zero-initial-scale`. @default 1 */
  readonly "initial-scale"?: number;
  /** Whether a new revision may start without a pod. @default false */
  readonly "allow-zero-initial-scale"?: boolean;
  /** @default 0 */
  readonly "min-scale"?: number;
  /** 0 is unlimited. @default 0 */
  readonly "max-scale"?: number;
  /** Upper bound of every revision's own `max-scale`; 0 is unlimited. @default 0 */
  readonly "max-scale-limit"?: number;
  /** How long load has to stay low before pods go. @default 0 s */
  readonly "scale-down-delay"?: Duration;
}
