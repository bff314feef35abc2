import { amountOf } from "../../../lib/internal/quantity";

/** What became of the fields that were sent. */
export interface StoredFields {
  readonly compared: number;
  /** Fields that are stored in another spelling that means the same, by {@link normalisations}. */
  readonly normalised: Readonly<Record<string, number>>;
  /** `path: sent …, stored …` */
  readonly changed: readonly string[];
}

type Rule = (sent: unknown, stored: unknown) => boolean;

/** Every difference between what is sent and what is stored that counts as none; nothing else does. */
export const normalisations: Readonly<Record<string, Rule>> = {
  "an amount in another spelling (1000m, 1)": (sent, stored) =>
    typeof sent === "string" &&
    typeof stored === "string" &&
    amountOf(sent) !== undefined &&
    amountOf(sent) === amountOf(stored),
  "an empty text, list or object that is left out": (sent, stored) =>
    stored === undefined &&
    (sent === "" || (typeof sent === "object" && sent !== null && Object.keys(sent).length === 0)),
};

/** Holds every field that was sent against what is stored; fields that the API server added are its own. */
export function storedFields(sent: unknown, stored: unknown): StoredFields {
  const changed: string[] = [];
  const normalised: Record<string, number> = {};
  let compared = 0;
  const differ = (want: unknown, have: unknown, path: string): void => {
    const rule = Object.entries(normalisations).find(([, means]) => means(want, have));
    if (rule) normalised[rule[0]] = (normalised[rule[0]] ?? 0) + 1;
    else
      changed.push(
        `${path}: sent ${JSON.stringify(want)}, stored ${have === undefined ? "nothing" : JSON.stringify(have)}`,
      );
  };
  const walk = (want: unknown, have: unknown, path: string): void => {
    if (want === undefined) return;
    if (Array.isArray(want) && Array.isArray(have)) {
      compared += 1;
      if (want.length !== have.length) differ(want, have, path);
      else
        want.forEach((item, index) => {
          walk(item, have[index], `${path}[${index}]`);
        });
    } else if (isObject(want) && isObject(have)) {
      for (const [key, item] of Object.entries(want)) walk(item, have[key], path === "" ? key : `${path}.${key}`);
    } else {
      compared += 1;
      if (want !== have) differ(want, have, path);
    }
  };
  walk(sent, stored, "");
  return { compared, normalised, changed };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
