/** What a scanner holds against one object, or one container of it. */
export interface Finding {
  readonly tool: "kube-score" | "checkov";
  /** The scanner's own id of the check. */
  readonly check: string;
  /** `Kind name` or `Kind namespace/name`. */
  readonly object: string;
  readonly container?: string;
}

/** One line that says which finding it is; two findings with one line are one. */
export function lineOf({ tool, check, object, container }: Finding): string {
  return `${tool} ${check}: ${object}${container === undefined ? "" : `, container ${container}`}`;
}

/** Findings without those that a scanner reports twice, e.g. for user and group of one container. */
export function distinct(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((finding) => [lineOf(finding), finding])).values()];
}
