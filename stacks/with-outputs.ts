import * as pulumi from "@pulumi/pulumi";
import { filled, placeholdersIn } from "../lib/internal/unresolved";
import { outputAt } from "./from-output";

/** A field of an object: plain, or known only while Pulumi deploys. */
export type Field = pulumi.Input<unknown>;

/**
 * A manifest with Outputs in place of the texts that stand for them.
 *
 * A text that is nothing else becomes the Output itself, with the type of its value. A map with such a text as a key
 * becomes an Output as a whole. In JSON the value is written as JSON would write it.
 */
export function withOutputs(value: unknown): Field {
  if (typeof value === "string") return text(value);
  if (Array.isArray(value)) return value.map(withOutputs);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value);
  if (entries.every(([key]) => placeholdersIn(key).length === 0)) {
    return Object.fromEntries(entries.map(([key, item]) => [key, withOutputs(item)]));
  }
  const known = entries.map(([key, item]) => pulumi.all([text(key), pulumi.output(withOutputs(item))]));
  return pulumi.all(known).apply((pairs) => Object.fromEntries(pairs.map(([key, item]) => [String(key), item])));
}

function text(value: string): Field {
  const indices = placeholdersIn(value);
  const [first] = indices;
  if (first === undefined) return value;
  if (indices.length === 1 && filled(value, () => "") === "") return outputAt(first);
  const isJson = holdsJson(value);
  return pulumi.all(indices.map(outputAt)).apply((values) => {
    const byIndex = new Map(indices.map((index, at) => [index, String(values[at])]));
    return filled(value, (index) => {
      const known = byIndex.get(index) ?? "";
      return isJson ? JSON.stringify(known).slice(1, -1) : known;
    });
  });
}

/** Whether a text is a JSON object or array, like the sections of KServe's ConfigMap. */
function holdsJson(value: string): boolean {
  if (!/^\s*[[{]/.test(value)) return false;
  try {
    JSON.parse(value);
    return true;
  } catch {
    return false;
  }
}
