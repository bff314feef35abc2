import { InvalidError } from "../internal/invalid";

/** Items so that each follows those it names; otherwise in the order they came. Names of items outside the list count for nothing. */
export function sortByDependency<T>(
  items: readonly T[],
  nameOf: (item: T) => string,
  after: (item: T) => readonly string[],
): T[] {
  const byName = new Map(items.map((item) => [nameOf(item), item]));
  const sorted = new Set<T>();
  const open = new Set<T>();
  const visit = (item: T): void => {
    if (sorted.has(item)) return;
    if (open.has(item)) {
      const circle = [...open, item].map(nameOf).join(" → ");
      throw new InvalidError([`objects wait for each other: ${circle}; fix: remove one of these dependencies`]);
    }
    open.add(item);
    for (const name of after(item)) {
      const other = byName.get(name);
      if (other !== undefined) visit(other);
    }
    open.delete(item);
    sorted.add(item);
  };
  items.forEach(visit);
  return [...sorted];
}
