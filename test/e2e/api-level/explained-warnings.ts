/** A warning of the API server that we know and keep. */
export interface ExplainedWarning {
  /** `Kind namespace/name` of the object it is about. */
  readonly object: string;
  /** The API server's text, whole. */
  readonly text: string;
  readonly reason: string;
}

/** Every warning that applying the platform gives; one that no longer comes up fails as well. */
export const explainedWarnings: readonly ExplainedWarning[] = [];
