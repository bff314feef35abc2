import type { Release, VersionRange } from "./release";
import { parseVersion, type Version } from "./version";

/** Tested sets by the name that a program gives them, as `releases` holds them. */
export type TestedSets = Readonly<Record<string, Release>>;

/** What a program writes to get a set. */
export function spelled(sets: TestedSets, release: Release): string {
  const key = Object.keys(sets).find((name) => sets[name] === release);
  return key === undefined ? `the release ${release.name}` : `release: releases.${key}`;
}

/** The set whose range holds a version; of several, the one that comes last, which is the newest. */
export function setThatTakes(
  sets: TestedSets,
  rangeOf: (release: Release) => VersionRange | undefined,
  version: Version,
): Release | undefined {
  return Object.values(sets).findLast((release) => {
    const range = rangeOf(release);
    return range !== undefined && distance(range, version) === 0;
  });
}

/** The set whose range is nearest to a version; of two that are as near, the one that comes first. */
export function nearestSet(
  sets: readonly Release[],
  rangeOf: (release: Release) => VersionRange | undefined,
  version: Version,
): Release | undefined {
  let best: { readonly release: Release; readonly away: number } | undefined;
  for (const release of sets) {
    const range = rangeOf(release);
    if (!range) continue;
    const away = distance(range, version);
    if (away < (best?.away ?? Infinity)) best = { release, away };
  }
  return best?.release;
}

/** How many minors a version is outside of a range; a major counts for more than any minor. */
function distance({ min, max }: VersionRange, version: Version): number {
  const place = ({ major, minor }: Version): number => major * 1000 + minor;
  const [low, high] = [min, max].map((bound) => parseVersion(bound));
  if (!low || !high) return Infinity;
  return Math.max(place(low) - place(version), place(version) - place(high), 0);
}
