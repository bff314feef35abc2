import { SizeRoundingBehavior, type Size } from "cdk8s";
import type { Cpu } from "cdk8s-plus-27";

/** An amount of CPU, memory or storage: Kubernetes' own text ("100m", "2Gi"), or a typed value of cdk8s and cdk8s-plus. */
export type Quantity = string | number | Size | Cpu;

/** Requests and limits of a container, in Kubernetes' own shape. */
export interface Resources {
  readonly requests?: Readonly<Record<string, Quantity>>;
  readonly limits?: Readonly<Record<string, Quantity>>;
}

/** The text that Kubernetes reads for an amount. */
export function quantity(value: Quantity): string {
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  if ("toMebibytes" in value) {
    const kibibytes = value.toKibibytes({ rounding: SizeRoundingBehavior.NONE });
    return kibibytes % 1024 === 0 ? `${String(kibibytes / 1024)}Mi` : `${String(kibibytes)}Ki`;
  }
  return value.amount;
}

/** Amounts by resource name, as text; one that is undefined was left out. */
export function plainAmounts(amounts: Readonly<Record<string, Quantity | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(amounts).flatMap(([name, amount]) => (amount === undefined ? [] : [[name, quantity(amount)]])),
  );
}

/** Resources with every amount as text. */
export function plainResources({ requests, limits }: Resources): {
  requests?: Record<string, string>;
  limits?: Record<string, string>;
} {
  return {
    ...(requests && { requests: plainAmounts(requests) }),
    ...(limits && { limits: plainAmounts(limits) }),
  };
}

/** Powers of ten, and of two, that Kubernetes' suffixes stand for. */
const DECIMAL: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, "": 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const BINARY: Readonly<Record<string, number>> = { Ki: 10, Mi: 20, Gi: 30, Ti: 40, Pi: 50, Ei: 60 };

/** The amount in base units (cores, bytes); undefined where the text is no Kubernetes quantity. */
export function amountOf(text: string): number | undefined {
  const match = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:[eE]([+-]?\d+)|([numkMGTPE]|[KMGTPE]i)?)$/.exec(text);
  if (!match) return undefined;
  const [, digits = "", exponent, unit = ""] = match;
  const binary = BINARY[unit];
  if (binary !== undefined) return Number(digits) * 2 ** binary;
  // Read at once: a product would be off in its last digit, and 4350m more than 4.35.
  return Number(`${digits}e${exponent ?? DECIMAL[unit] ?? 0}`);
}
