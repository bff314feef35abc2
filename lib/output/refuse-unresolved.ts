import type { ApiObject } from "cdk8s";
import { InvalidError } from "../internal/invalid";
import { unresolvedPlaces } from "../internal/unresolved";
import type { Plan } from "../plan";

/** What Pulumi's SDK writes where an Output is put into text. */
const OUTPUT_AS_TEXT = "Calling [toString] on an [Output<T>]";

/** Whether text that is to be written holds something that only a deployment by Pulumi knows. */
export function hasUnresolved(text: string): boolean {
  return text.includes(".kserve-stack.invalid") || text.includes(OUTPUT_AS_TEXT);
}

/** Throws for every place of a plan that only a deployment by Pulumi knows. */
export function refuseUnresolved({ charts }: Plan): never {
  throw new InvalidError(
    charts.flatMap(({ objects }) =>
      objects.flatMap(({ manifest, source }) => [
        ...unresolvedPlaces(manifest).map(
          (place) =>
            `${source.node.path}: ${place} must be known where YAML is written, got a Pulumi Output; fix: plain text, or deploy the definition with a ServingStack`,
        ),
        ...textPlaces(manifest).map((place) => outputAsText(source, place)),
      ]),
    ),
  );
}

/** What to say of an Output that became text by itself. */
export function outputAsText(source: ApiObject, place: string): string {
  return `${source.node.path}: ${place} must be text, got a Pulumi Output put into a text; fix: fromOutput(output), in the text as well`;
}

/** Where an Output became text by itself. */
export function textPlaces(value: unknown, path = ""): string[] {
  if (typeof value === "string") return value.includes(OUTPUT_AS_TEXT) ? [path] : [];
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, item]) =>
    textPlaces(item, path === "" ? key : Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`),
  );
}
