import type { Cluster } from "./cluster/cluster";

/** One sentence that is true or not. */
export interface Check {
  /** A sentence: what is so when the check passes. */
  readonly title: string;
  /** Throws where the sentence is not true; answers with what was seen. */
  readonly run: (cluster: Cluster) => Promise<string>;
}

/** Checks that share one fresh cluster and run in order; each may build on those before it. */
export interface Suite {
  readonly title: string;
  /** Starts the cluster. */
  readonly start: () => Promise<Cluster>;
  /** Whether it needs control planes of its own, and is left out on the caller's cluster. @default false */
  readonly needsOwnCluster?: boolean;
  readonly checks: readonly Check[];
}

/** The suites that a pattern names, by their title or by one of their checks. */
export function matching(suites: readonly Suite[], pattern: RegExp): Suite[] {
  return suites.flatMap((suite) => {
    if (pattern.test(suite.title)) return [suite];
    const last = suite.checks.findLastIndex(({ title }) => pattern.test(title));
    // What comes before the named check prepares the cluster for it.
    return last < 0 ? [] : [{ ...suite, checks: suite.checks.slice(0, last + 1) }];
  });
}
