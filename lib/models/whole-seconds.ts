import type { Duration } from "cdk8s";
import type { IConstruct } from "constructs";
import { nanoseconds } from "../internal/go-duration";
import { invalid } from "../internal/invalid";

/** A request's time limit as KServe counts it, in seconds; throws where it is none of whole seconds. */
export function wholeSeconds(scope: IConstruct, prop: string, duration: Duration): number {
  const seconds = nanoseconds(duration) / 1e9;
  if (Number.isInteger(seconds)) return seconds;
  throw invalid(scope, prop, {
    expected: "a Duration of whole seconds",
    got: `${seconds}s`,
    fix: `Duration.seconds(${Math.ceil(seconds)})`,
  });
}
