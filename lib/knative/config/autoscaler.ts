import type { Duration } from "cdk8s";
import type { IConstruct } from "constructs";
import { invalid } from "../../internal/invalid";
import { settled } from "../../internal/settled";
import { at, duration, flag, number, text, whole, type Settings } from "./setting";

/**
 * ConfigMap `config-autoscaler`: how revisions scale.
 *
 * @see https://knative.dev/docs/serving/autoscaling/
 */
export interface KnativeAutoscalerConfig {
  /** Concurrent requests a pod should handle at once, as a share of its limit, in percent; 1 and less is a fraction. @default 70 */
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
  /** How many times more pods one decision may ask for. @default 1000 */
  readonly "max-scale-up-rate"?: number;
  /** How many times fewer pods one decision may ask for. @default 2 */
  readonly "max-scale-down-rate"?: number;
  /** Whether idle revisions lose their last pod. @default true */
  readonly "enable-scale-to-zero"?: boolean;
  /** How long the last pod stays while the route is moved to the activator. @default 30 s */
  readonly "scale-to-zero-grace-period"?: Duration;
  /** How long the last pod stays at least after the last request. @default 0 s */
  readonly "scale-to-zero-pod-retention-period"?: Duration;
  /** @default "kpa.autoscaling.knative.dev" */
  readonly "pod-autoscaler-class"?: "kpa.autoscaling.knative.dev" | "hpa.autoscaling.knative.dev" | (string & {});
  /** Concurrent requests that one activator carries; how many of them serve a revision follows from it. @default 100 */
  readonly "activator-capacity"?: number;
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
  /** How long load has to stay low before pods go, in whole seconds. @default 0 s */
  readonly "scale-down-delay"?: Duration;
}

// source: knative/serving knative-v1.21.1 pkg/autoscaler/config/config.go, pkg/apis/autoscaling/register.go
export const AUTOSCALER: Settings<KnativeAutoscalerConfig> = {
  "container-concurrency-target-percentage": number(70, { above: 0, max: 100 }),
  "container-concurrency-target-default": number(100, { above: 0 }),
  "requests-per-second-target-default": number(200, { min: 0.01 }),
  "target-burst-capacity": {
    expected: "at least 0, or -1 for always",
    fix: "-1 keeps the activator in the path at all times",
    text: (value) => (value === -1 ? "-1" : number(211, { min: 0 }).text(value)),
  },
  "stable-window": duration("Duration.seconds(60)", {
    min: 6,
    max: 3600,
    whole: true,
    expected: "from 6 seconds to 1 hour, in whole seconds",
  }),
  "panic-window-percentage": number(10, { min: 1, max: 100 }),
  "panic-threshold-percentage": number(200),
  "max-scale-up-rate": number(1000, { above: 1 }),
  "max-scale-down-rate": number(2, { above: 1 }),
  "enable-scale-to-zero": flag,
  "scale-to-zero-grace-period": duration("Duration.seconds(30)", { above: 0, expected: "a Duration above 0" }),
  "scale-to-zero-pod-retention-period": duration("Duration.minutes(5)"),
  "pod-autoscaler-class": text("kpa.autoscaling.knative.dev"),
  "activator-capacity": number(100, { min: 1 }),
  "initial-scale": whole(1),
  "allow-zero-initial-scale": flag,
  "min-scale": whole(0),
  "max-scale": whole(0),
  "max-scale-limit": whole(0),
  "scale-down-delay": duration("Duration.seconds(30)", { whole: true }),
};

const DEFAULTS = {
  "container-concurrency-target-percentage": 70,
  "container-concurrency-target-default": 100,
  "initial-scale": 1,
  "allow-zero-initial-scale": false,
  "min-scale": 0,
  "max-scale": 0,
  "max-scale-limit": 0,
};

/** What Knative's webhook would refuse about settings that are right one by one. */
export function checkAutoscaler(scope: IConstruct, options?: KnativeAutoscalerConfig): void {
  const all = settled(DEFAULTS, options);
  const refuse = (key: keyof KnativeAutoscalerConfig, expected: string, fix: string): void => {
    throw invalid(scope, at("autoscaler", key), { expected, got: all[key], fix });
  };
  const percentage = all["container-concurrency-target-percentage"];
  const target = all["container-concurrency-target-default"] * (percentage > 1 ? percentage / 100 : percentage);
  if (target < 0.01) {
    refuse(
      "container-concurrency-target-default",
      `at least 0.01 after "container-concurrency-target-percentage" (${percentage})`,
      "100",
    );
  }
  if (all["initial-scale"] === 0 && !all["allow-zero-initial-scale"]) {
    refuse("initial-scale", "at least 1 unless zero is allowed", '"allow-zero-initial-scale": true');
  }
  const { "min-scale": min, "max-scale": max, "max-scale-limit": limit } = all;
  if (limit > 0 && !(max >= 1 && max <= limit)) {
    refuse("max-scale", `from 1 to "max-scale-limit" (${limit}) where that is set`, `"max-scale": ${limit}`);
  }
  if (max > 0 && min > max) refuse("min-scale", `at most "max-scale" (${max})`, `"max-scale": ${min}`);
}
