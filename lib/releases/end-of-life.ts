import type { ComponentName, Release } from "./release";
import { minorOf, parseVersion } from "./version";

/** One sentence for each named part, and for Kubernetes, whose upstream support has ended on the given day. */
export function endOfLife(
  release: Release,
  components: readonly ComponentName[],
  kubernetes: string,
  today: Date = new Date(),
): string[] {
  const ended = (date: string | undefined): date is string => date !== undefined && new Date(date) < today;
  const notes = components.flatMap((name) => {
    const { title, version, supportedUntil } = release.components[name];
    return ended(supportedUntil.date)
      ? [`${title} ${version} reached its end of life on ${supportedUntil.date} (${supportedUntil.source})`]
      : [];
  });
  const version = parseVersion(kubernetes);
  const support = version && release.kubernetesSupport[minorOf(version)];
  if (version && support && ended(support.date)) {
    notes.push(`Kubernetes ${minorOf(version)} reached its end of life on ${support.date} (${support.source})`);
  }
  return notes;
}
