/** One upstream object that is not emitted, or one emitted object that upstream does not have, and why. */
export interface ObjectNote {
  /** `Kind name` or `Kind namespace/name`. */
  readonly object: string;
  readonly reason: string;
}

/** One field whose value differs from upstream's, and why. */
export interface FieldNote extends ObjectNote {
  /** Exact path, e.g. `spec.template.spec.containers[0].args[3]`. */
  readonly path: string;
}

/** Everything in which one component departs from upstream's release manifests. */
export interface ParityNotes {
  readonly leftOut: readonly ObjectNote[];
  readonly added: readonly ObjectNote[];
  readonly differences: readonly FieldNote[];
}
