/** The defaults with what was stated over them. */
export type Settled<Defaults extends object, Given extends object> = {
  readonly [Key in keyof Defaults]: Defaults[Key] | (Key extends keyof Given ? Exclude<Given[Key], undefined> : never);
} & Omit<Given, keyof Defaults>;

/** The values that a user stated: an option that is `undefined` is one that was left out. */
export function stated<T extends object>(given: T | undefined): Partial<T> {
  return Object.fromEntries(Object.entries(given ?? {}).filter(([, value]) => value !== undefined)) as Partial<T>;
}

/**
 * Defaults, with what the user stated over them.
 *
 * A spread would let an option that is `undefined` erase the default; lint refuses one (no-erasing-spread).
 */
export function settled<Defaults extends object, Given extends object>(
  defaults: Defaults,
  given: Given,
): Settled<Defaults, Given>;
export function settled<Defaults extends object, Given extends object>(
  defaults: Defaults,
  given: Given | undefined,
): Settled<Defaults, Partial<Given>>;
export function settled(defaults: object, given: object | undefined): object {
  return { ...defaults, ...stated(given) };
}
