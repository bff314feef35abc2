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

/** So many models, in words. */
export function counted(models: number): string {
  return models === 1 ? "an InferenceService" : `${models} InferenceServices`;
}

/** Lines about models, as far as a message has room for them. */
export function listed(models: readonly string[]): string[] {
  const rest = models.length - 20;
  return [...models.slice(0, 20).map((model) => `  ${model}`), ...(rest > 0 ? [`  and ${rest} more`] : [])];
}
