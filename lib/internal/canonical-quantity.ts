/** Sign, whole part, fraction; then an exponent, or a suffix. */
const QUANTITY = /^([+-]?)(?=\.?\d)0*(\d*)\.?(\d*)(?:[eE]([+-]?\d{1,3})|([numkMGTPE]|[KMGTPE]i)?)$/;
/** Suffixes by powers of 1000, from the smallest, and of 1024. */
const DECIMAL = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"];
const BINARY = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];
const NANOS = 10n ** 9n;
/** What Kubernetes makes of a larger binary amount. */
const MOST = 2n ** 63n - 1n;

/**
 * An amount as Kubernetes writes it once it has read it: "3072Mi" as "3Gi", "0.5" as "500m".
 *
 * What Kubernetes keeps to the letter for speed, such as "1.250" and "+5", is kept. Text that is no quantity stays as it
 * is, and so does a decimal amount of 1000E or more, of which Kubernetes loses the unit.
 */
// source: k8s.io/apimachinery v0.34.5 pkg/api/resource/quantity.go ParseQuantity, CanonicalizeBytes
export function canonicalQuantity(text: string): string {
  const match = QUANTITY.exec(text);
  if (!match) return text;
  const [, sign = "", whole = "", fraction = "", exponent, suffix = ""] = match;
  const digits = whole + fraction;
  const value = BigInt(digits === "" ? "0" : digits);
  if (value === 0n) return "0";
  const minus = sign === "-" ? "-" : "";
  const power = BINARY.indexOf(suffix, 1);
  if (power > 0) {
    // The same test as Go's, whose fast path ends with the digits that surely fit.
    const isKept = fraction === "" && whole.length <= 14 - 3 * power && value % 8n !== 0n;
    return isKept ? text : minus + binary(nanos(value * 1024n ** BigInt(power), -fraction.length));
  }
  const scale = (exponent === undefined ? (DECIMAL.indexOf(suffix) - 3) * 3 : Number(exponent)) - fraction.length;
  const isKept = whole !== "" && digits.length <= 18 && scale >= -9 && scale % 3 === 0 && !digits.endsWith("000");
  if (isKept) return text;
  const written = decimal(nanos(value, scale), exponent !== undefined);
  return written === undefined ? text : minus + written;
}

/** `value × 10^scale` in billionths, of which each that is begun counts. */
function nanos(value: bigint, scale: number): bigint {
  const shift = scale + 9;
  if (shift >= 0) return value * 10n ** BigInt(shift);
  const divisor = 10n ** BigInt(-shift);
  return (value + divisor - 1n) / divisor;
}

function binary(amount: bigint): string {
  let units = amount > MOST * NANOS ? MOST : amount / NANOS;
  // A fraction, and what is too little for a suffix, is told in decimals.
  if (units < 1024n || (units < MOST && amount % NANOS !== 0n)) return decimal(amount, false) ?? "";
  let power = 0;
  for (; units % 1024n === 0n; power += 1) units /= 1024n;
  return `${units}${BINARY[power]}`;
}

/** In powers of 1000 as large as go without a fraction; undefined where no suffix is that large. */
function decimal(amount: bigint, hasExponent: boolean): string | undefined {
  let power = -3;
  let units = amount;
  for (; units % 1000n === 0n; power += 1) units /= 1000n;
  if (!hasExponent) return DECIMAL[power + 3] === undefined ? undefined : `${units}${DECIMAL[power + 3]}`;
  return power === 0 ? String(units) : `${units}e${power * 3}`;
}
