import type { Manifest } from "../lib/internal/emit";

/**
 * A manifest with the annotations that tell Pulumi's provider what to wait for; the only difference to what
 * `cdk8s synth` writes.
 *
 * @see https://www.pulumi.com/registry/packages/kubernetes/how-to-guides/managing-resources-with-server-side-apply/
 */
export function annotated(manifest: Manifest, waitForModels: boolean): Manifest {
  const own = annotations(manifest, waitForModels);
  if (own === undefined) return manifest;
  const { metadata } = manifest;
  return { ...manifest, metadata: { ...metadata, annotations: { ...own, ...metadata.annotations } } };
}

function annotations(manifest: Manifest, waitForModels: boolean): Record<string, string> | undefined {
  switch (manifest.kind) {
    case "Service":
      // Pulumi would give each Service ten seconds to settle; the gates look at endpoints themselves.
      return typeOfService(manifest) === "LoadBalancer" ? undefined : { "pulumi.com/skipAwait": "true" };
    case "InferenceService":
      return waitForModels ? { "pulumi.com/waitFor": "condition=Ready" } : undefined;
    default:
      return undefined;
  }
}

function typeOfService(manifest: Manifest & { readonly spec?: { readonly type?: string } }): string | undefined {
  return manifest.spec?.type;
}
