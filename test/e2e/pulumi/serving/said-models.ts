import assert from "node:assert/strict";
import type { Manifest } from "../../../../lib/internal/emit";
import type { Api } from "../../cluster/api";

/** The models' namespace. */
export const NAMESPACE = "team";

/** Writes what KServe would say of a model. */
export async function says(api: Api, name: string, status: object): Promise<void> {
  const { code, body } = await api.merge(manifest(name), { status }, "/status");
  assert.equal(code, 200, JSON.stringify(body));
}

/** The status of a model that is served. */
export function ready(name: string): object {
  return {
    url: urlOf(name),
    conditions: [{ type: "Ready", status: "True" }],
    // Of a workload, as KServe writes it: it never becomes the model's own.
    observedGeneration: 1,
    modelStatus: {
      transitionStatus: "UpToDate",
      states: { activeModelState: "Loaded", targetModelState: "Loaded" },
      lastFailureInfo: null,
    },
  };
}

/** Where KServe would serve it. */
export function urlOf(name: string): string {
  return `http://${name}-team.models.acme.test`;
}

/** The model, as far as it is found by. */
export function manifest(name: string): Manifest {
  return {
    apiVersion: "serving.kserve.io/v1beta1",
    kind: "InferenceService",
    metadata: { name, namespace: NAMESPACE },
  };
}

/** Spec of the Deployment that KServe would make for it. */
export function deployment(version: string): object {
  const labels = { app: "isvc.model-0-predictor" };
  return {
    replicas: 1,
    selector: { matchLabels: labels },
    template: {
      metadata: { labels, annotations: { version } },
      spec: { containers: [{ name: "kserve-container", image: "registry.example/model" }] },
    },
  };
}
