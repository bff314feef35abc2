import { isFields } from "./fields";

/** A name that a program takes from a module. */
export interface Import {
  readonly name: string;
  readonly from: "cdk8s" | "kserve-stack";
}

/** TypeScript that stands for a value. */
export class Expression {
  public readonly text: string;
  public readonly imports: readonly Import[];

  constructor(text: string, imports: readonly Import[] = []) {
    this.text = text;
    this.imports = imports;
  }
}

/** A value of a program: data, with expressions in it. */
export type Code = string | number | boolean | null | Expression | readonly Code[] | { readonly [key: string]: Code };

/** Columns of a line. */
const WIDTH = 120;

/**
 * A value as TypeScript, laid out the way prettier leaves it.
 *
 * @param indent how far the line that it starts in is indented
 * @param before what stands before it in that line
 * @param after what follows it in its last line
 */
export function print(value: Code, indent: string, before: number, after = 1): string {
  const flat = inline(value);
  if (flat !== undefined && before + flat.length + after <= WIDTH) return flat;
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const items = value as readonly Code[];
    return `[\n${items.map((item) => `${inner}${print(item, inner, inner.length)},\n`).join("")}${indent}]`;
  }
  if (isObject(value)) {
    const fields = Object.entries(value).map(([key, item]) => `${inner}${property(key, item, inner)},\n`);
    return `{\n${fields.join("")}${indent}}`;
  }
  return flat ?? "";
}

/** The names that a value needs. */
export function importsOf(value: Code): Import[] {
  if (value instanceof Expression) return [...value.imports];
  if (Array.isArray(value)) return (value as readonly Code[]).flatMap(importsOf);
  return isObject(value) ? Object.values(value).flatMap(importsOf) : [];
}

/** Text between quotes, of the kind that has to be escaped less often. */
export function quoted(text: string): string {
  const double = JSON.stringify(text);
  const count = (quote: string): number => text.split(quote).length - 1;
  if (count('"') <= count("'")) return double;
  return `'${double.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

function property(key: string, value: Code, indent: string): string {
  const name = `${keyed(key)}:`;
  const printed = print(value, indent, indent.length + name.length + 1);
  const isLong = typeof value === "string" && indent.length + name.length + printed.length + 2 > WIDTH;
  // A text that does not fit goes below its key, unless that would hardly win room.
  return isLong && name.length > 5 ? `${name}\n${indent}  ${printed}` : `${name} ${printed}`;
}

function keyed(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) && key !== "__proto__" ? key : quoted(key);
}

/** A value in one line; undefined where it has to take several. */
function inline(value: Code): string | undefined {
  if (value instanceof Expression) return value.text;
  if (typeof value === "string") return quoted(value);
  if (Array.isArray(value)) {
    const items = value as readonly Code[];
    // Prettier puts objects below one another as soon as there are two that say something.
    const isTable =
      items.length > 1 && items.every((item) => size(item) > 1 && isObject(item) === isObject(items[0] ?? null));
    const parts = items.map(inline);
    return isTable || parts.includes(undefined) ? undefined : `[${parts.join(", ")}]`;
  }
  if (isObject(value)) {
    const fields = Object.entries(value).map(([key, item]) => {
      const text = depth(item) > 1 ? undefined : inline(item);
      return text === undefined ? undefined : `${keyed(key)}: ${text}`;
    });
    if (fields.includes(undefined)) return undefined;
    return fields.length === 0 ? "{}" : `{ ${fields.join(", ")} }`;
  }
  return JSON.stringify(value);
}

/** How many objects lie within one another, so that no line holds a whole tree. */
function depth(value: Code): number {
  if (Array.isArray(value)) return Math.max(0, ...(value as readonly Code[]).map(depth));
  return isObject(value) ? 1 + Math.max(0, ...Object.values(value).map(depth)) : 0;
}

function size(value: Code): number {
  if (Array.isArray(value)) return value.length;
  return isObject(value) ? Object.keys(value).length : 0;
}

function isObject(value: Code): value is Readonly<Record<string, Code>> {
  return isFields(value) && !(value instanceof Expression);
}
