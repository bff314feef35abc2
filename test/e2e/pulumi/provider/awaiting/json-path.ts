import { isFields } from "../object";

/** What a JSONPath selects in a value. */
export type JsonPath = (value: unknown) => unknown[];

type Step = (value: unknown) => unknown[];

/**
 * Reads a JSONPath: `.name`, `['name']`, `[0]`, `[*]`, `.*`, and filters such as `[?(@.type=="Ready")]` with `==`, `!=`,
 * `&&` and `||`. Throws on anything else.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9535, which pulumi-kubernetes provider/pkg/jsonpath reads
 */
export function jsonPath(text: string): JsonPath {
  const steps: Step[] = [];
  let rest = text.replace(/^\$/, "");
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    const match = pattern.exec(rest);
    if (match === null) return undefined;
    rest = rest.slice(match[0].length);
    return match;
  };
  while (rest !== "") {
    const name =
      take(/^\.([A-Za-z_][\w-]*)/) ?? take(/^\[\s*'((?:[^'\\]|\\.)*)'\s*\]/) ?? take(/^\[\s*"((?:[^"\\]|\\.)*)"\s*\]/);
    if (name) {
      const key = (name[1] ?? "").replaceAll(/\\(.)/g, "$1");
      steps.push((value) => (isFields(value) && key in value ? [value[key]] : []));
      continue;
    }
    const index = take(/^\[\s*(-?\d+)\s*\]/);
    if (index) {
      const position = Number(index[1]);
      steps.push((value) =>
        Array.isArray(value) ? value.slice(position, position === -1 ? undefined : position + 1) : [],
      );
      continue;
    }
    if (take(/^(\.\*|\[\s*\*\s*\])/)) {
      steps.push(children);
      continue;
    }
    const filter = take(/^\[\s*\?\s*\(?((?:"[^"]*"|'[^']*'|[^\])])*)\)?\s*\]/);
    if (filter) {
      const holds = condition(filter[1] ?? "");
      steps.push((value) => children(value).filter(holds));
      continue;
    }
    throw new Error(`parsing "${text}": unexpected "${rest.slice(0, 20)}"`);
  }
  return (value) => steps.reduce<unknown[]>((values, step) => values.flatMap(step), [value]);
}

function children(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  return isFields(value) ? Object.values(value) : [];
}

function condition(text: string): (value: unknown) => boolean {
  const any = text.split("||").map((alternative) => alternative.split("&&").map(comparison));
  return (value) => any.some((all) => all.every((holds) => holds(value)));
}

function comparison(text: string): (value: unknown) => boolean {
  const [, path = "", operator = "", literal = ""] = /^\s*@([^=!\s]*)\s*(?:(==|!=)\s*(.+?))?\s*$/.exec(text) ?? [];
  if (!text.trim().startsWith("@")) throw new Error(`the filter "${text}" does not start with @`);
  const select = jsonPath(path);
  if (operator === "") return (value) => select(value).length > 0;
  const wanted: unknown = JSON.parse(literal.replace(/^'(.*)'$/, (_, inner: string) => JSON.stringify(inner)));
  return (value) => (select(value)[0] === wanted) === (operator === "==");
}
