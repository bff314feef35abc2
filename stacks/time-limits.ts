import { Duration } from "cdk8s";
import { didYouMean } from "../lib/internal/nearest";
import type { Plan } from "../lib/plan";
import type { ServingStackOptions } from "./options";

type TimeLimits = ServingStackOptions["timeLimits"];

/** Milliseconds that a chart may take. */
export function limitOf(timeLimits: TimeLimits, chart: string): number {
  return (timeLimits?.[chart] ?? timeLimits?.default ?? Duration.minutes(10)).toMilliseconds();
}

/** What is wrong with time limits. */
export function mistakenLimits({ charts }: Plan, timeLimits: TimeLimits = {}): string[] {
  const names = [...charts.map(({ name }) => name), "default"];
  return Object.entries(timeLimits).flatMap(([name, limit]) => {
    if (!names.includes(name)) {
      return [
        `timeLimits must name a chart of the stack, or "default", got ${JSON.stringify(name)}; fix: ${didYouMean(name, names, `one of ${names.join(", ")}`)}`,
      ];
    }
    // A program may be JavaScript.
    if (typeof (limit as Partial<Duration>).toMilliseconds === "function") return [];
    return [
      `timeLimits[${JSON.stringify(name)}] must be a Duration, got ${JSON.stringify(limit)}; fix: Duration.minutes(15)`,
    ];
  });
}
