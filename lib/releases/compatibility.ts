import type { IConstruct } from "constructs";
import { invalid } from "../internal/invalid";
import type { Existing } from "./existing";
import type { ComponentName, Release } from "./release";
import { compareMinor, minorOf, parseVersion } from "./version";

/** Throws unless a platform of this release runs on this Kubernetes; a reason in `allowUntested` lets any version pass. */
export function checkKubernetes(scope: IConstruct, release: Release, kubernetes: string, allowUntested?: string): void {
  const version = parseVersion(kubernetes);
  const { min, max, source } = release.kubernetes;
  if (version === undefined) {
    throw invalid(scope, "kubernetes", {
      expected: 'a Kubernetes version such as "1.34"',
      got: kubernetes,
      fix: `kubernetes: "${max}"`,
    });
  }
  const range = [min, max].map((bound) => parseVersion(bound));
  const [low, high] = range;
  if (low === undefined || high === undefined || allowUntested !== undefined) return;
  if (compareMinor(version, low) >= 0 && compareMinor(version, high) <= 0) return;
  throw invalid(scope, "kubernetes", {
    expected: `between ${min} and ${max}, what ${release.name} was tested on (${source})`,
    got: kubernetes,
    fix: `kubernetes: "${compareMinor(version, low) < 0 ? min : max}", or allowUntested: "<reason>"`,
  });
}

/**
 * Holds the stated version of an add-on that the cluster already has against the release.
 *
 * Returns a note where a newer or older patch of the tested minor is in use; throws for any other minor.
 */
export function checkExisting(
  scope: IConstruct,
  prop: string,
  release: Release,
  name: ComponentName,
  { version: stated, allowUntested }: Existing,
): string | undefined {
  const tested = release.components[name];
  const want = parseVersion(tested.version);
  const have = parseVersion(stated);
  if (have?.patch === undefined || want === undefined) {
    throw invalid(scope, `${prop}.version`, {
      expected: `the full version of ${tested.title} that runs in the cluster`,
      got: stated,
      fix: `version: "${tested.version}"`,
    });
  }
  if (compareMinor(have, want) !== 0) {
    if (allowUntested !== undefined)
      return `${tested.title} ${stated} is untested with ${release.name}: ${allowUntested}`;
    throw invalid(scope, `${prop}.version`, {
      expected: `${tested.title} ${minorOf(want)}.x, which ${release.name} (KServe ${release.components.kserve.version}) was tested with`,
      got: stated,
      fix: `move ${tested.title} to ${tested.version}, the version of the nearest tested set (${release.name}), or allowUntested: "<reason>"`,
    });
  }
  return have.patch === want.patch
    ? undefined
    : `${tested.title} ${stated} is accepted as a patch of the tested ${tested.version}`;
}
