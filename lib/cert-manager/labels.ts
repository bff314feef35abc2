import type { Labels } from "../internal/emit";

/** The part of cert-manager that an object belongs to, in upstream's words. */
export type Component = "controller" | "cainjector" | "webhook" | "cert-manager";

const NAMES: Readonly<Record<Component, string>> = {
  controller: "cert-manager",
  "cert-manager": "cert-manager",
  cainjector: "cainjector",
  webhook: "webhook",
};

/** Labels that select the pods of a component; no version, since a selector is immutable. */
export function selector(component: Component): Labels {
  return {
    "app.kubernetes.io/name": NAMES[component],
    "app.kubernetes.io/instance": "cert-manager",
    "app.kubernetes.io/component": component,
  };
}

/** Labels of every object of a component. */
export function labels(component: Component, version: string): Labels {
  return { app: NAMES[component], ...selector(component), "app.kubernetes.io/version": `v${version}` };
}
