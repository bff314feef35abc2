import type { Duration } from "cdk8s";
import type { IConstruct } from "constructs";
import { invalid } from "../../internal/invalid";
import { settled } from "../../internal/settled";
import { at, duration, orWord, whole, type Settings } from "./setting";

/** ConfigMap `config-gc`: how long old revisions stay. */
export interface KnativeGcConfig {
  /** How long a revision stays after it was made. @default 48 h */
  readonly "retain-since-create-time"?: Duration | "disabled";
  /** How long a revision stays after it last had traffic. @default 15 h */
  readonly "retain-since-last-active-time"?: Duration | "disabled";
  /** @default 20 */
  readonly "min-non-active-revisions"?: number;
  /** @default 1000 */
  readonly "max-non-active-revisions"?: number | "disabled";
}

// source: knative/serving knative-v1.21.1 pkg/gc/config.go
export const GC: Settings<KnativeGcConfig> = {
  "retain-since-create-time": orWord(duration("Duration.hours(48)"), "disabled"),
  "retain-since-last-active-time": orWord(duration("Duration.hours(15)"), "disabled"),
  "min-non-active-revisions": whole(20),
  "max-non-active-revisions": orWord(whole(1000), "disabled"),
};

/** What Knative's webhook would refuse about settings that are right one by one. */
export function checkGc(scope: IConstruct, options?: KnativeGcConfig): void {
  const { "min-non-active-revisions": min, "max-non-active-revisions": max } = settled(
    { "min-non-active-revisions": 20, "max-non-active-revisions": 1000 },
    options,
  );
  if (max === "disabled" || min <= max) return;
  throw invalid(scope, at("gc", "min-non-active-revisions"), {
    expected: `at most "max-non-active-revisions" (${max})`,
    got: min,
    fix: `"max-non-active-revisions": ${min}`,
  });
}
