/** An add-on that the cluster already has: nothing is emitted for it, its version is still checked. */
export interface Existing {
  readonly existing: true;
  /** Version that runs, e.g. "1.19.2". */
  readonly version: string;
  /** Why a version outside the tested set is acceptable; without it such a version is an error. */
  readonly allowUntested?: string;
}

/** Names what the cluster already has: an add-on by its version, a gateway by its name. */
export function existing<Options extends object>(options: Options): Options & { readonly existing: true } {
  return { ...options, existing: true };
}

/** Whether an option names what the cluster already has. */
export function isExisting<Option>(option: Option): option is Extract<Option, { readonly existing: true }> {
  return typeof option === "object" && option !== null && "existing" in option;
}
