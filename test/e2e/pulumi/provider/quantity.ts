/** Factors of Kubernetes' suffixes. @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/ */
const SUFFIXES: Readonly<Record<string, number>> = {
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

/** Properties that hold quantities, or a map of them. */
const HOLDERS = new Set([
  "limits",
  "requests",
  "capacity",
  "hard",
  "overhead",
  "podFixed",
  "sizeLimit",
  "divisor",
  "averageValue",
  "value",
  "max",
  "min",
  "default",
  "defaultRequest",
]);

/** Whether two values at a place are the same quantity in other words: `1000m` and `1`. */
export function sameQuantity(path: readonly (string | number)[], one: unknown, other: unknown): boolean {
  if (!path.slice(-2).some((key) => HOLDERS.has(String(key)))) return false;
  const amount = amountOf(one);
  return amount !== undefined && amount === amountOf(other);
}

function amountOf(value: unknown): number | undefined {
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  const [, number = "", suffix = ""] = /^([+-]?[0-9.]+(?:e[+-]?\d+)?)([a-zA-Z]*)$/.exec(String(value)) ?? [];
  const factor = SUFFIXES[suffix];
  return number === "" || factor === undefined ? undefined : Number((Number(number) * factor).toPrecision(12));
}
