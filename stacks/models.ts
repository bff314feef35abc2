import type { PlannedObject } from "../lib/plan";

/** Whether it is a model: those of a chart are waited for together, once all of them are there. */
export function isModel({ manifest }: PlannedObject): boolean {
  return manifest.kind === "InferenceService";
}

/** The namespace in which a model is, or will be. */
export function namespaceOf({ manifest: { metadata } }: PlannedObject): string {
  return metadata.namespace ?? "default";
}

/** What a model is called in its cluster: `namespace/name`. */
export function modelName(model: PlannedObject): string {
  return `${namespaceOf(model)}/${model.manifest.metadata.name}`;
}
