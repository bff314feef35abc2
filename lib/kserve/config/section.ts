import type { Construct } from "constructs";
import type { AddonContext } from "../../internal/addon";
import { invalid } from "../../internal/invalid";

/** What every section of the configuration is written from, beside its own options. */
export interface Section {
  /** Construct that messages name. */
  readonly scope: Construct;
  readonly context: AddonContext;
  /** Namespace of the controller. */
  readonly namespace: string;
}

/** A word that KServe knows: any other, which plain JavaScript can still write, it overlooks or stops at. */
export function oneOf<Word extends string>(
  scope: Construct,
  prop: string,
  value: Word | undefined,
  words: readonly Word[],
): Word | undefined {
  if (value === undefined || words.includes(value)) return value;
  throw invalid(scope, prop, {
    expected: words.map((word) => `"${word}"`).join(" or "),
    got: value,
    fix: `"${words[0] ?? ""}"`,
  });
}

/** A whole number of at least a bound; undefined stays undefined. */
export function whole(
  scope: Construct,
  prop: string,
  value: number | undefined,
  minimum: number,
  fallback: number,
): number | undefined {
  if (value === undefined || (Number.isInteger(value) && value >= minimum)) return value;
  throw invalid(scope, prop, {
    expected: `a whole number of at least ${minimum}`,
    got: value,
    fix: `${prop.split(".").at(-1) ?? prop}: ${fallback}`,
  });
}
