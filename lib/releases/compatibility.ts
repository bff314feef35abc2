import type { IConstruct } from "constructs";
import { invalid } from "../internal/invalid";
import type { Existing } from "./existing";
import { releases } from "./index";
import type { ComponentName, ComponentRelease, Release, VersionRange } from "./release";
import { nearestSet, setThatTakes, spelled, type TestedSets } from "./tested-sets";
import { compareMinor, minorOf, parseVersion, type Version } from "./version";

const REASON = 'allowUntested: "<reason>"';

/** Throws unless a platform of this release runs on this Kubernetes; a reason in `allowUntested` lets any version pass. */
export function checkKubernetes(
  scope: IConstruct,
  release: Release,
  kubernetes: string,
  allowUntested?: string,
  sets: TestedSets = releases,
): void {
  const version = parseVersion(kubernetes);
  const { min, max, source } = release.kubernetes;
  if (version === undefined) {
    throw invalid(scope, "kubernetes", {
      expected: 'a Kubernetes version such as "1.34"',
      got: kubernetes,
      fix: `kubernetes: "${max}"`,
    });
  }
  if (holds(release.kubernetes, version) || allowUntested !== undefined) return;
  const other = setThatTakes(sets, (set) => set.kubernetes, version);
  throw invalid(scope, "kubernetes", {
    expected: `between ${min} and ${max}, what ${release.name} was tested on (${source})`,
    got: kubernetes,
    fix: `${other ? `${spelled(sets, other)}, tested on ${rangeText(other.kubernetes)}` : nearestKubernetes(release, version, sets)}, or ${REASON}`,
  });
}

function nearestKubernetes(release: Release, version: Version, sets: TestedSets): string {
  const near = nearestSet([release, ...Object.values(sets)], (set) => set.kubernetes, version) ?? release;
  const low = parseVersion(near.kubernetes.min);
  const bound = low && compareMinor(version, low) < 0 ? near.kubernetes.min : near.kubernetes.max;
  return `kubernetes: "${bound}"${near === release ? "" : ` with ${spelled(sets, near)}`}`;
}

/**
 * Holds the stated version of an add-on that the cluster already has against the release.
 *
 * Returns a note where another version of the tested range is in use; throws for any other minor.
 */
export function checkExisting(
  scope: IConstruct,
  release: Release,
  name: ComponentName,
  { version: stated, allowUntested }: Existing,
  sets: TestedSets = releases,
): string | undefined {
  const tested = release.components[name];
  const have = parseVersion(stated);
  if (have?.patch === undefined) {
    throw invalid(scope, `${name}.version`, {
      expected: `the full version of ${tested.title} that runs in the cluster`,
      got: stated,
      fix: `version: "${tested.version}"`,
    });
  }
  if (holds(acceptedRange(tested), have)) {
    if (stated.replace(/^v/, "") === tested.version) return undefined;
    return tested.accepted
      ? `${tested.title} ${stated} is accepted beside the tested ${tested.version} (${rangeText(tested.accepted)}: ${tested.accepted.source})`
      : `${tested.title} ${stated} is accepted as a patch of the tested ${tested.version}`;
  }
  if (allowUntested !== undefined)
    return `${tested.title} ${stated} is untested with ${release.name}: ${allowUntested}`;
  throw invalid(scope, `${name}.version`, {
    expected: `${tested.title} ${acceptedText(tested)}, which ${release.name} (KServe ${release.components.kserve.version}) was tested with`,
    got: stated,
    fix: `${fixFor(release, name, have, sets)}, or ${REASON}`,
  });
}

function fixFor(release: Release, name: ComponentName, have: Version, sets: TestedSets): string {
  const rangeOf = ({ components }: Release): VersionRange | undefined => acceptedRange(components[name]);
  const other = setThatTakes(sets, rangeOf, have);
  if (other) return `${spelled(sets, other)}, the tested set with ${minorOf(have)}.x`;
  const near = nearestSet([release, ...Object.values(sets)], rangeOf, have) ?? release;
  const { title, version } = near.components[name];
  const also = near === release ? "" : ` and take ${spelled(sets, near)}`;
  return `move ${title} to ${version}, the version of the nearest tested set (${near.name})${also}`;
}

/** What is accepted where the cluster has a part already: the stated range, or any patch of the tested minor. */
function acceptedRange({ accepted, version, source }: ComponentRelease): VersionRange {
  if (accepted) return accepted;
  const tested = parseVersion(version);
  const minor = tested ? minorOf(tested) : version;
  return { min: minor, max: minor, source };
}

function acceptedText(component: ComponentRelease): string {
  const { min, max } = acceptedRange(component);
  return min === max ? `${min}.x` : `${min}.x to ${max}.x`;
}

function rangeText({ min, max }: VersionRange): string {
  return `${min} to ${max}`;
}

function holds({ min, max }: VersionRange, version: Version): boolean {
  const [low, high] = [min, max].map((bound) => parseVersion(bound));
  return !low || !high || (compareMinor(version, low) >= 0 && compareMinor(version, high) <= 0);
}
