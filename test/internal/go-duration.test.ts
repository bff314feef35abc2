import { Duration } from "cdk8s";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { goDuration } from "../../lib/internal/go-duration";

const UNITS: Readonly<Record<string, number>> = { h: 3600e9, m: 60e9, s: 1e9, ms: 1e6, us: 1e3, ns: 1 };

/** What Go's time.ParseDuration makes of a text, in nanoseconds. */
function parsed(text: string): number {
  expect(text).toMatch(/^(\d+(\.\d+)?(ns|us|ms|s|m|h))+$/);
  return [...text.matchAll(/(\d+(?:\.\d+)?)(ns|us|ms|s|m|h)/g)].reduce(
    (sum, [, amount, unit]) => sum + Number(amount) * (UNITS[unit ?? ""] ?? NaN),
    0,
  );
}

describe("a duration as Go reads it", () => {
  it("is whole, in the largest of Go's units that holds it", () => {
    expect(goDuration(Duration.minutes(20))).toBe("1200s");
    expect(goDuration(Duration.millis(500))).toBe("500ms");
    expect(goDuration(Duration.seconds(1.5))).toBe("1500ms");
    expect(goDuration(Duration.millis(0.25))).toBe("250us");
    expect(goDuration(Duration.seconds(0))).toBe("0s");
  });

  it("is as long for Go as for cdk8s, from a microsecond to a year", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 366 * 24 * 3600 }), (seconds) => {
        expect(parsed(goDuration(Duration.seconds(seconds)))).toBe(seconds * 1e9);
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), (micros) => {
        expect(parsed(goDuration(Duration.millis(micros / 1000)))).toBe(micros * 1000);
      }),
    );
  });
});
