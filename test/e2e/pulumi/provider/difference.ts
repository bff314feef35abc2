import { isFields, type Fields } from "./object";
import { sameQuantity } from "./quantity";

/** Where a difference is: keys and positions from the outside in. */
export type Path = readonly (string | number)[];

/** One difference between what is and what is wanted. */
export interface Difference {
  readonly path: Path;
  readonly kind: "add" | "delete" | "update";
}

/** What is compared. */
export interface Sides {
  /** What the cluster has of the fields that the program set before. */
  readonly live: unknown;
  /** What the program says now. */
  readonly wanted: unknown;
  /** What the program said before. */
  readonly before: unknown;
}

/**
 * What an update would change.
 *
 * Compared is with the cluster as it was last seen, not with the former program: what the API server or a controller
 * made of a field counts. Only of built-in kinds, whose types the provider knows, other words for the same value are no
 * difference: the API server rewrites quantities, and drops what is zero.
 * source: pulumi-kubernetes provider/pkg/provider/provider.go Diff, patchConverter
 */
export function differences(sides: Sides, isBuiltIn: boolean, path: Path = []): Difference[] {
  const { live, wanted, before } = sides;
  if (isFields(live) && isFields(wanted))
    return keysOf(live, wanted).flatMap((key) =>
      compared(
        { live: live[key], wanted: wanted[key], before: isFields(before) ? before[key] : undefined },
        isBuiltIn,
        [...path, key],
      ),
    );
  if (Array.isArray(live) && Array.isArray(wanted))
    return Array.from({ length: Math.max(live.length, wanted.length) }, (_, index) =>
      compared(
        { live: live[index], wanted: wanted[index], before: Array.isArray(before) ? before[index] : undefined },
        isBuiltIn,
        [...path, index],
      ),
    ).flat();
  return isSame(live, wanted) ? [] : [{ path, kind: "update" }];
}

function compared(sides: Sides, isBuiltIn: boolean, path: Path): Difference[] {
  const { live, wanted, before } = sides;
  if (wanted === undefined || wanted === null) return live === undefined ? [] : [{ path, kind: "delete" }];
  const isDropped = live === undefined && isZero(wanted) && isSame(before, wanted);
  if (isBuiltIn && (isDropped || sameQuantity(path, live, wanted))) return [];
  if (live === undefined) return [{ path, kind: "add" }];
  if (typeof live === "object" && typeof wanted === "object") return differences(sides, isBuiltIn, path);
  return isSame(live, wanted) ? [] : [{ path, kind: "update" }];
}

/** A difference's path as Pulumi writes it. */
export function pathText(path: Path): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === "number") return `${text}[${key}]`;
    if (/[."[\]]/.test(key)) return `${text}["${key.replaceAll('"', '\\"')}"]`;
    return text === "" ? key : `${text}.${key}`;
  }, "");
}

/** Whether two values are equal, whatever the order of their keys. */
export function isSame(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((item, index) => isSame(item, other[index]));
  if (isFields(one) && isFields(other)) return keysOf(one, other).every((key) => isSame(one[key], other[key]));
  return one === other;
}

function keysOf(one: Fields, other: Fields): string[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])];
}

/** Whether the API server may leave out a value: empty, 0, or false. */
export function isZero(value: unknown): boolean {
  if (typeof value === "object" && value !== null) return Object.keys(value).length === 0;
  return value === 0 || value === "" || value === false;
}
