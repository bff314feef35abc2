import type * as pulumi from "@pulumi/pulumi";
import { placeholder } from "../lib/internal/unresolved";

const outputs: pulumi.Output<unknown>[] = [];
const indices = new WeakMap<pulumi.Output<unknown>, number>();

/**
 * Carries a value that Pulumi knows only while it deploys into any prop whose value is free text: a domain, a
 * `storageUri`, a registry, an annotation, an argument.
 *
 * It returns text that stands for the value; a {@link ServingStack} puts the value in its place, wherever the text got
 * to: also where it became a key, or a part of JSON. A secret stays a secret in Pulumi's state. In a name, a namespace,
 * a label or a selector it is an error, and so it is where YAML is written.
 *
 * @throws InvalidError from `ServingStack` or `app.synth()`, with the place where the value cannot be.
 */
export function fromOutput(output: pulumi.Output<string>): string {
  return placeholderOf(output);
}

/** The text that stands for any Output; one Output has one text. */
export function placeholderOf(output: pulumi.Output<unknown>): string {
  const index = indices.get(output) ?? outputs.push(output) - 1;
  indices.set(output, index);
  return placeholder(index);
}

/** The Output that a text of {@link fromOutput} stands for. */
export function outputAt(index: number): pulumi.Output<unknown> {
  const output = outputs[index];
  if (!output) throw new Error(`no Output has the number ${index}`);
  return output;
}
