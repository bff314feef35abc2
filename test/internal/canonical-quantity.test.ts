import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalQuantity } from "../../lib/internal/canonical-quantity";
import { amountOf } from "../../lib/internal/quantity";

/** What `resource.Quantity` of apimachinery v0.34.5 writes for what it has read. */
const FORMS: Readonly<Record<string, string>> = {
  // Decimal.
  "1": "1",
  "1000m": "1",
  "1500m": "1500m",
  "0.5": "500m",
  "1.5": "1500m",
  "0.0001": "100u",
  "2.0": "2",
  "1000": "1k",
  "2000000": "2M",
  "1000k": "1M",
  "2.5G": "2500M",
  "123456789012345678900": "123456789012345678900",
  // Binary.
  "3072Mi": "3Gi",
  "1024Ki": "1Mi",
  "1536Mi": "1536Mi",
  "1.5Gi": "1536Mi",
  "0.5Gi": "512Mi",
  "8192": "8192",
  "0.5Ki": "512",
  "1.0001Ki": "1024102400u",
  "0.0001Ki": "102400u",
  "1024Pi": "1Ei",
  "16Ei": "9223372036854775807",
  "-16Ei": "-9223372036854775807",
  // With an exponent.
  "1e3": "1e3",
  "10e2": "1e3",
  "1000e3": "1e6",
  "100e1": "1e3",
  "1e1": "10",
  "1.5e3": "1500",
  "1e-10": "1e-9",
  "1e20": "100e18",
  // Nothing, little, and below nothing.
  "0": "0",
  "0Gi": "0",
  "-0.0": "0",
  "00e5": "0",
  "0.1n": "1n",
  "0.0000000015": "2n",
  "1.9999999999999999Ki": "2Ki",
  "-0.5": "-500m",
  "-2048Ki": "-2Mi",
  "-0.1n": "-1n",
  // Kept to the letter on the fast path.
  "+5": "+5",
  "+5000": "5k",
  "007": "007",
  "1.": "1.",
  "1.250": "1.250",
  "1.25": "1250m",
  "0.250": "250m",
  "1E3": "1E3",
  "1e+3": "1e+3",
  "+3Gi": "+3Gi",
  "+8Gi": "8Gi",
  "07Mi": "07Mi",
  "+3Pi": "3Pi",
};

describe("a canonical quantity", () => {
  it.each(Object.entries(FORMS))("is of %s what Kubernetes writes", (text, written) => {
    expect(canonicalQuantity(text)).toBe(written);
  });

  it.each(["", "Gi", "2 Gi", "2gi", "1e", "1e1.5", "1.2.3", "--1", "half", "1000E", "output-1.kserve-stack.invalid"])(
    'leaves "%s" as it is',
    (text) => {
      expect(canonicalQuantity(text)).toBe(text);
    },
  );

  it("is the same amount, and its own canonical form", () => {
    const digits = fc.integer({ min: 0, max: 99_999 });
    const units = fc.constantFrom("", "m", "u", "k", "M", "G", "Ki", "Mi", "Gi", "e3", "e-3");
    fc.assert(
      fc.property(digits, fc.integer({ min: 0, max: 7 }), units, (whole, eighths, unit) => {
        const text = `${whole + eighths / 8}${unit}`;
        const written = canonicalQuantity(text);
        expect(amountOf(written)).toBeCloseTo(amountOf(text) ?? NaN, 6);
        expect(canonicalQuantity(written)).toBe(written);
      }),
    );
  });
});
