import type { Labels } from "../internal/emit";

/** Labels of every object of Knative Serving. */
export function labels(version: string, component?: string): Labels {
  return {
    ...(component !== undefined && { "app.kubernetes.io/component": component }),
    "app.kubernetes.io/name": "knative-serving",
    "app.kubernetes.io/version": version,
  };
}
