/** An add-on that the cluster already has: nothing is emitted for it, its version is still checked. */
export interface Existing {
  readonly existing: true;
  /** Version that runs, e.g. "1.19.2". */
  readonly version: string;
  /** Why a version outside the tested set is acceptable; without it such a version is an error. */
  readonly allowUntested?: string;
}

/** Names an add-on that the cluster already has. */
export function existing<Options extends { readonly version: string; readonly allowUntested?: string }>(
  options: Options,
): Options & Existing {
  return { ...options, existing: true };
}

/** Whether an option names an add-on that the cluster already has. */
export function isExisting(option: object | undefined): option is Existing {
  return option !== undefined && "existing" in option;
}
