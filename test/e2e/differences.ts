import { amountOf } from "../../lib/internal/quantity";

/** What became of the fields that were sent. */
export interface Differences {
  readonly compared: number;
  /** `path: sent …, stored …` */
  readonly changed: readonly string[];
}

/**
 * Holds every field that was sent against what the API server stored; fields that it added are its own.
 *
 * Two spellings count as equal: quantities of one amount ("1000m" and "1"), and an empty text, object or list that the
 * API server leaves out.
 */
export function differences(sent: unknown, stored: unknown): Differences {
  const changed: string[] = [];
  let compared = 0;
  const walk = (want: unknown, have: unknown, path: string): void => {
    if (want === null || want === undefined) return;
    if (Array.isArray(want)) {
      const list = Array.isArray(have) ? have : [];
      if (want.length !== list.length)
        changed.push(`${path}: sent ${String(want.length)} items, stored ${String(list.length)}`);
      want.forEach((item, index) => {
        walk(item, list[index], `${path}[${String(index)}]`);
      });
    } else if (typeof want === "object") {
      const object = (typeof have === "object" && have !== null ? have : {}) as Record<string, unknown>;
      for (const [key, item] of Object.entries(want)) walk(item, object[key], path === "" ? key : `${path}.${key}`);
    } else {
      compared += 1;
      const leftOut = want === "" && have === undefined;
      if (want !== have && !leftOut && !sameAmount(want, have)) {
        changed.push(
          `${path}: sent ${JSON.stringify(want)}, stored ${have === undefined ? "nothing" : JSON.stringify(have)}`,
        );
      }
    }
  };
  walk(sent, stored, "");
  return { compared, changed };
}

function sameAmount(want: unknown, have: unknown): boolean {
  if (typeof want !== "string" || typeof have !== "string") return false;
  const amount = amountOf(want);
  return amount !== undefined && amount === amountOf(have);
}
