/**
 * Text that stands for a value which only the deployment knows.
 *
 * It reads like a host name, so that it passes wherever free text is checked for its form; `.invalid` is a domain that
 * never exists (RFC 2606), so that text which were written out by mistake could reach nothing.
 */
const PLACEHOLDER = /output-(\d+)\.kserve-stack\.invalid/g;

/** The text that stands for the value with this number. */
export function placeholder(index: number): string {
  return `output-${index}.kserve-stack.invalid`;
}

/** Numbers of the values that a text waits for, in the order in which they stand. */
export function placeholdersIn(text: string): number[] {
  return isUnresolved(text) ? [...text.matchAll(PLACEHOLDER)].map(([, index]) => Number(index)) : [];
}

/** Whether a text waits for a value of the deployment. */
export function isUnresolved(text: string): boolean {
  return text.includes(".kserve-stack.invalid");
}

/** Whether not even the start of a text is known, such as the scheme of a URI. */
export function startsUnresolved(text: string): boolean {
  return isUnresolved(text) && text.search(PLACEHOLDER) === 0;
}

/** A text with the values in place of what stands for them. */
export function filled(text: string, valueOf: (index: number) => string): string {
  return text.replaceAll(PLACEHOLDER, (_, index: string) => valueOf(Number(index)));
}

/** Where text like that stands in a value, as paths: `data.domain`; a key is shown in brackets. */
export function unresolvedPlaces(value: unknown, path = ""): string[] {
  if (typeof value === "string") return isUnresolved(value) ? [path] : [];
  if (Array.isArray(value)) return value.flatMap((item, index) => unresolvedPlaces(item, `${path}[${index}]`));
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, item]) =>
    isUnresolved(key)
      ? [`${path}[a key]`]
      : unresolvedPlaces(item, path === "" ? key : key.includes(".") ? `${path}["${key}"]` : `${path}.${key}`),
  );
}
