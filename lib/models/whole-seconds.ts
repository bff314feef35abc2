import type { Duration } from "cdk8s";
import type { IConstruct } from "constructs";
import { nanoseconds } from "../internal/go-duration";
import { invalid } from "../internal/invalid";

/** A time limit as KServe counts it, in seconds; throws where it is none of whole seconds. */
export function wholeSeconds(scope: IConstruct, prop: string, stated: Duration | number): number {
  const seconds = typeof stated === "number" ? stated : nanoseconds(stated) / 1e9;
  if (Number.isInteger(seconds) && seconds >= 0) return seconds;
  throw invalid(scope, prop, {
    expected: "a Duration of whole seconds",
    got: `${seconds}s`,
    fix: `Duration.seconds(${Math.max(1, Math.ceil(seconds))})`,
  });
}
