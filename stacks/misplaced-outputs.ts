import { unresolvedPlaces } from "../lib/internal/unresolved";
import { outputAsText, textPlaces } from "../lib/output/refuse-unresolved";
import type { Plan, PlannedObject } from "../lib/plan";

/** Fields that decide what an object is, or which objects belong together: they have to be known before anything runs. */
const FIXED = [
  /^(apiVersion|kind)$/,
  /^metadata\.(name|namespace)$/,
  /^metadata\.labels\b/,
  /\.template\.metadata\.labels\b/,
  /^spec\.selector\b/,
  /\bmatch(Labels|Expressions)\b/,
  /^roleRef\b/,
  /^subjects\[/,
  /^spec\.(group|scope|names)\b/,
];

/** What is wrong with the places in which Outputs stand: one message a place. */
export function misplacedOutputs({ charts }: Plan): string[] {
  return charts.flatMap(({ objects }) => objects.flatMap(misplaced));
}

function misplaced({ id, manifest, source }: PlannedObject): string[] {
  const places = unresolvedPlaces(manifest)
    .filter((place) => FIXED.some((form) => form.test(place)))
    .map(
      (place) =>
        `${source.node.path}: ${place} must be known when the program runs, got a Pulumi Output; fix: plain text there (of ${withoutOutputs(id)})`,
    );
  return [...places, ...textPlaces(manifest).map((place) => outputAsText(source, place))];
}

function withoutOutputs(id: string): string {
  return id.replaceAll(/output-\d+\.kserve-stack\.invalid/g, "(Output)");
}
