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

/** Resources with every amount as text. */
export function plainResources(resources: Resources): {
  requests?: Record<string, string>;
  limits?: Record<string, string>;
} {
  const plain = (amounts: Readonly<Record<string, Quantity>>): Record<string, string> =>
    Object.fromEntries(Object.entries(amounts).map(([name, amount]) => [name, quantity(amount)]));
  return {
    ...(resources.requests && { requests: plain(resources.requests) }),
    ...(resources.limits && { limits: plain(resources.limits) }),
  };
}

const UNITS: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  "": 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** The amount in base units (cores, bytes); undefined where the text is no Kubernetes quantity. */
export function amountOf(text: string): number | undefined {
  const match = /^([+-]?\d+(?:\.\d+)?|[+-]?\.\d+)(?:[eE]([+-]?\d+)|([numkMGTPE]|[KMGTPE]i)?)$/.exec(text);
  if (!match) return undefined;
  const [, digits, exponent, unit] = match;
  return Number(digits) * (exponent === undefined ? (UNITS[unit ?? ""] ?? 1) : 10 ** Number(exponent));
}
