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

  it("becomes text in requests and limits", () => {
    expect(plainResources({ requests: { cpu: 1, memory: Size.mebibytes(64) } })).toEqual({
      requests: { cpu: "1", memory: "64Mi" },
    });
  });
});
