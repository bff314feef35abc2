import type { Manifest } from "../lib/internal/emit";

/**
 * Kinds whose controllers hand annotations down to pods, which would be rolled out again for one that they do not need.
 *
 * source: kserve v0.20.0, pkg/controller/v1beta1/inferenceservice/components/predictor.go and
 * pkg/controller/v1alpha1/inferencegraph/knative_reconciler.go; istio 1.29, manifests/charts/istio-control/istio-discovery/files/kube-gateway.yaml
 */
const HANDING_DOWN = new Set(["InferenceService", "InferenceGraph", "LLMInferenceService", "Gateway"]);

/** Whether the stack's field manager is written on objects of a kind. */
export function bearsMark(kind: string): boolean {
  return !HANDING_DOWN.has(kind) && kind !== "CustomResourceDefinition";
}

/**
 * A manifest with the annotations that Pulumi's provider reads; the only difference to what `cdk8s synth` writes.
 *
 * @param manager Field manager of the stack.
 * @see https://www.pulumi.com/registry/packages/kubernetes/how-to-guides/managing-resources-with-server-side-apply/
 */
export function annotated(manifest: Manifest, manager: string): Manifest {
  const own = {
    ...(bearsMark(manifest.kind) && { "pulumi.com/patchFieldManager": manager }),
    // Pulumi would give each Service ten seconds to settle; the gates look at endpoints themselves.
    ...(manifest.kind === "Service" &&
      typeOfService(manifest) !== "LoadBalancer" && { "pulumi.com/skipAwait": "true" }),
  };
  if (Object.keys(own).length === 0) return manifest;
  const { metadata } = manifest;
  return { ...manifest, metadata: { ...metadata, annotations: { ...own, ...metadata.annotations } } };
}

function typeOfService(manifest: Manifest & { readonly spec?: { readonly type?: string } }): string | undefined {
  return manifest.spec?.type;
}
