import type { JudgedComponent, JudgedModel } from "./judged-model";

/** The components of Standard mode that one class of autoscaler scales; a canary's pods are a fixed number. */
export function scaledBy({ mode, components }: JudgedModel, ...classes: readonly string[]): JudgedComponent[] {
  if (mode !== "Standard") return [];
  return components.filter(
    ({ kind, autoscalerClass = "hpa" }) => kind !== "canary" && classes.includes(autoscalerClass),
  );
}
