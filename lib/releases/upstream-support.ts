import type { ComponentName, Release } from "./release";
import { compareMinor, minorOf, parseVersion } from "./version";

/** One sentence for each named part that its own project does not support on this Kubernetes. */
export function outsideUpstreamSupport(
  release: Release,
  components: readonly ComponentName[],
  kubernetes: string,
): string[] {
  const version = parseVersion(kubernetes);
  if (!version) return [];
  return components.flatMap((name) => {
    const { title, version: own, kubernetes: range } = release.components[name];
    const [low, high] = [range?.min, range?.max].map((bound) =>
      bound === undefined ? undefined : parseVersion(bound),
    );
    if (!range || !low || !high || (compareMinor(version, low) >= 0 && compareMinor(version, high) <= 0)) return [];
    return [
      `${title} ${own} is supported upstream on Kubernetes ${range.min} to ${range.max}, not on ${minorOf(version)} (${range.source})`,
    ];
  });
}
