import { Yaml, type Duration } from "cdk8s";
import type { IConstruct } from "constructs";
import { goDuration, nanoseconds } from "../../internal/go-duration";
import { invalid } from "../../internal/invalid";
import { nearest } from "../../internal/nearest";
import { amountOf, quantity, type Quantity } from "../../internal/quantity";
import { stated } from "../../internal/settled";

/** How one key of a ConfigMap is judged and written. */
export interface Setting {
  /** What a value has to be, as the end of "must be …". */
  readonly expected: string;
  /** A value that is right. */
  readonly fix: string;
  /** The text that Knative reads; undefined where the value is not acceptable. */
  readonly text: (value: unknown) => string | undefined;
}

/** A setting for each key of a ConfigMap's options. */
export type Settings<Options extends object> = Readonly<Record<keyof Options & string, Setting>>;

/** Bounds of a number, inclusive but for `above`. */
interface Bounds {
  readonly min?: number;
  readonly max?: number;
  readonly above?: number;
}

const within = (value: number, { min = -Infinity, max = Infinity, above = -Infinity }: Bounds): boolean =>
  value >= min && value <= max && value > above;

function words({ min, max, above }: Bounds): string {
  if (above !== undefined) return `above ${above}${max === undefined ? "" : ` and at most ${max}`}`;
  if (min !== undefined && max !== undefined) return `from ${min} to ${max}`;
  return min === undefined ? "" : `at least ${min}`;
}

/** Any number within bounds. */
export const number = (fix: number, bounds: Bounds = {}): Setting => ({
  expected: words(bounds) || "a number",
  fix: String(fix),
  text: (value) => (Number.isFinite(value) && within(value as number, bounds) ? String(value) : undefined),
});

/** A whole number within bounds. */
export const whole = (fix: number, bounds: Bounds = { min: 0 }): Setting => ({
  expected: `a whole number ${words(bounds).replace(/^at/, "of at")}`,
  fix: String(fix),
  text: (value) => (Number.isSafeInteger(value) && within(value as number, bounds) ? String(value) : undefined),
});

/** A flag. */
export const flag: Setting = {
  expected: "true or false",
  fix: "true",
  text: (value) => (typeof value === "boolean" ? String(value) : undefined),
};

/** One of some words. */
export const oneOf = (...words: readonly string[]): Setting => ({
  expected: words.map((word) => `"${word}"`).join(" or "),
  fix: `"${words[0] ?? ""}"`,
  text: (value) => (words.some((word) => word === value) ? (value as string) : undefined),
});

/** Text of any form, or of the stated one. */
export const text = (
  fix: string,
  form?: { readonly expected: string; readonly is: (text: string) => boolean },
): Setting => ({
  expected: form?.expected ?? "text",
  fix: `"${fix}"`,
  text: (value) => (typeof value === "string" && (form?.is(value) ?? true) ? value : undefined),
});

/** Several texts, joined with commas. */
export const list: Setting = {
  expected: "a list of texts without commas",
  fix: '["…"]',
  text: (value) =>
    Array.isArray(value) && value.every((item) => typeof item === "string" && /^[^,\s]+$/.test(item))
      ? value.join(",")
      : undefined,
};

/** An amount of CPU, memory or storage. */
export const amount = (fix: string): Setting => ({
  expected: "a Kubernetes quantity of at least 0",
  fix: `"${fix}"`,
  text: (value) => {
    if (typeof value === "boolean" || value === null) return undefined;
    const plain = quantity(value as Quantity);
    return (amountOf(plain) ?? -1) >= 0 ? plain : undefined;
  },
});

/** Bounds of a duration, in seconds, and how to say them. */
interface DurationBounds extends Bounds {
  /** Whether a fraction of a second is refused. */
  readonly whole?: true;
  /** @default - "a Duration", of whole seconds where it has to be */
  readonly expected?: string;
}

/** A length of time, written as Go reads it. */
export const duration = (fix: string, { whole: isWhole, expected, ...bounds }: DurationBounds = {}): Setting => ({
  expected: expected ?? (isWhole ? "a Duration of whole seconds" : "a Duration"),
  fix,
  text: (value) => {
    if (!isDuration(value)) return undefined;
    const seconds = nanoseconds(value) / 1e9;
    return within(seconds, bounds) && (!isWhole || Number.isInteger(seconds)) ? goDuration(value) : undefined;
  },
});

/** A length of time that Knative reads as a number of seconds. */
export const seconds: Setting = {
  expected: "a Duration of whole seconds",
  fix: "Duration.minutes(2)",
  text: (value) => duration("", { whole: true }).text(value)?.replace(/s$/, ""),
};

/** Structured data, written as YAML. */
export const yaml = (expected: string, fix: string, is: (value: object) => boolean): Setting => ({
  expected,
  fix,
  text: (value) => (typeof value === "object" && value !== null && is(value) ? Yaml.stringify(value) : undefined),
});

/** Another setting, or a word that switches it off. */
export const orWord = (setting: Setting, word: string): Setting => ({
  expected: `${setting.expected}, or "${word}"`,
  fix: setting.fix,
  text: (value) => (value === word ? word : setting.text(value)),
});

/** Whether a value is a cdk8s Duration, whichever copy of cdk8s made it. */
function isDuration(value: unknown): value is Duration {
  return typeof value === "object" && value !== null && "toMilliseconds" in value;
}

/** Names a key in messages, as a user wrote it. */
export const at = (section: string, key: string): string => `${section}["${key}"]`;

/** The data of one ConfigMap; the first value or key that Knative's webhook would refuse, or overlook, is an error. */
export function render<Options extends object>(
  scope: IConstruct,
  section: string,
  settings: Settings<Options>,
  options: Options | undefined,
): Record<string, string> {
  const known: Readonly<Record<string, Setting>> = settings;
  return Object.fromEntries(
    Object.entries(stated(options)).map(([key, value]: [string, unknown]) => {
      const setting = Object.hasOwn(known, key) ? known[key] : undefined;
      if (!setting) {
        const near = nearest(key, Object.keys(known));
        throw invalid(scope, at(section, key), {
          expected: "a setting that Knative knows",
          got: key,
          fix: near === undefined ? "remove it" : `did you mean ${near}?`,
        });
      }
      const plain = setting.text(value);
      if (plain === undefined) {
        const got = isDuration(value) ? goDuration(value) : value;
        throw invalid(scope, at(section, key), { expected: setting.expected, got, fix: setting.fix });
      }
      return [key, plain];
    }),
  );
}
