import { Size } from "cdk8s";
import { Cpu } from "cdk8s-plus-27";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { amountOf, plainResources, quantity } from "../../lib/internal/quantity";

describe("a quantity", () => {
  it("takes Kubernetes' text, a number, a Size and a Cpu", () => {
    expect(quantity("250m")).toBe("250m");
    expect(quantity(2)).toBe("2");
    expect(quantity(Size.gibibytes(4))).toBe("4096Mi");
    expect(quantity(Size.kibibytes(5))).toBe("5Ki");
    expect(quantity(Cpu.millis(100))).toBe("100m");
  });

  it("keeps a Size to the byte that Kubernetes would read", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1 << 20 }), (mebibytes) => {
        expect(amountOf(quantity(Size.mebibytes(mebibytes)))).toBe(mebibytes * 2 ** 20);
      }),
    );
  });

  it("is read in base units", () => {
    expect(amountOf("100m")).toBeCloseTo(0.1);
    expect(amountOf("1.5Gi")).toBe(1.5 * 2 ** 30);
    expect(amountOf("1e3")).toBe(1000);
    expect(amountOf("2 Gi")).toBeUndefined();
  });

  const DECIMAL = { n: 9, u: 6, m: 3, "": 0, k: -3, M: -6, G: -9, T: -12 } as const;
  const BINARY = { Ki: 10, Mi: 20, Gi: 30, Ti: 40 } as const;
  const digits = fc.integer({ min: 0, max: 999_999 });

  it("is the same amount in whatever decimal unit it is written", () => {
    fc.assert(
      fc.property(digits, fc.constantFrom(...(Object.keys(DECIMAL) as (keyof typeof DECIMAL)[])), (amount, unit) => {
        const plain = amountOf(`${amount}e${-DECIMAL[unit]}`);
        expect(amountOf(`${amount}${unit}`)).toBe(plain);
        expect(amountOf(`${(amount / 1000).toFixed(3)}${unit}`)).toBe(amountOf(`${amount}e${-DECIMAL[unit] - 3}`));
      }),
    );
  });

  it("is the same amount in bytes and in every binary unit", () => {
    fc.assert(
      fc.property(digits, fc.constantFrom(...(Object.keys(BINARY) as (keyof typeof BINARY)[])), (amount, unit) => {
        expect(amountOf(`${amount}${unit}`)).toBe(amount * 2 ** BINARY[unit]);
      }),
    );
  });

  it("keeps the order of amounts, so that a request and a limit compare as Kubernetes compares them", () => {
    fc.assert(
      fc.property(digits, digits, (a, b) => {
        const [small, large] = [Math.min(a, b), Math.max(a, b)];
        expect(amountOf(`${small}m`)).toBeLessThanOrEqual(amountOf((large / 1000).toFixed(3)) ?? NaN);
        expect(amountOf((small / 1000).toFixed(3))).toBeLessThanOrEqual(amountOf(`${large}m`) ?? NaN);
      }),
    );
  });

  it("is none where Kubernetes reads none", () => {
    for (const text of ["", " 1", "1 ", "1g", "1kb", "1GB", "0x1", "1e", "1.5.5", "Gi", "NaN", "Infinity"]) {
      expect(amountOf(text), text).toBeUndefined();
    }
  });

  it("becomes text in requests and limits", () => {
    expect(plainResources({ requests: { cpu: 1, memory: Size.mebibytes(64) } })).toEqual({
      requests: { cpu: "1", memory: "64Mi" },
    });
    const left = { cpu: 1, memory: undefined } as unknown as Readonly<Record<string, number>>;
    expect(plainResources({ requests: left, limits: undefined })).toEqual({ requests: { cpu: "1" } });
  });
});
