import type { Manifest } from "../../lib/internal/emit";

/** `Kind namespace/name`, as people write it. */
export function titleOf({ kind, metadata: { name, namespace } }: Manifest): string {
  return `${kind} ${namespace === undefined ? "" : `${namespace}/`}${name}`;
}

/** Whether it sends other objects to a webhook. */
export function isWebhookConfiguration({ kind }: Manifest): boolean {
  return kind === "MutatingWebhookConfiguration" || kind === "ValidatingWebhookConfiguration";
}

/** Whether it defines a kind. */
export function isDefinition({ kind }: Manifest): boolean {
  return kind === "CustomResourceDefinition";
}
