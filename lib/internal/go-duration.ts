import type { Duration } from "cdk8s";

const UNITS = [
  ["s", 1e9],
  ["ms", 1e6],
  ["us", 1e3],
  ["ns", 1],
] as const;

/** A duration in nanoseconds, Go's own unit, so that no fraction of a second is lost. */
export function nanoseconds(duration: Duration): number {
  return Math.round(duration.toMilliseconds({ integral: false }) * 1e6);
}

/** A duration as Go's `time.ParseDuration` reads it: whole, in the largest unit that holds it. */
export function goDuration(duration: Duration): string {
  const total = nanoseconds(duration);
  const [unit, size] = UNITS.find(([, size]) => total % size === 0) ?? UNITS[3];
  return `${String(total / size)}${unit}`;
}
