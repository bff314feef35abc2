/** One subtree of a definition that is kept named but open, and why there. */
export interface Fold {
  readonly crd: string;
  /** Path from the schema's root; `[]` steps into items, `*` stands for each property. */
  readonly path: string;
  readonly reason: string;
}

export const FOLDS: readonly Fold[] = [];
