/** A parsed `major.minor.patch`; patch is absent in a Kubernetes minor such as "1.34". */
export interface Version {
  readonly major: number;
  readonly minor: number;
  readonly patch?: number;
}

/** Reads "1.34", "v1.34.2" or "1.34.2-gke.1"; undefined where it is no version. */
export function parseVersion(text: string): Version | undefined {
  const match = /^v?(\d+)\.(\d+)(?:\.(\d+))?(?:[-+].*)?$/.exec(text);
  if (!match) return undefined;
  const [, major, minor, patch] = match;
  return { major: Number(major), minor: Number(minor), ...(patch !== undefined && { patch: Number(patch) }) };
}

/** Negative, zero or positive as the minor of `a` is older than, the same as or newer than that of `b`. */
export function compareMinor(a: Version, b: Version): number {
  return a.major - b.major || a.minor - b.minor;
}

/** "1.34" */
export function minorOf({ major, minor }: Version): string {
  return `${String(major)}.${String(minor)}`;
}
