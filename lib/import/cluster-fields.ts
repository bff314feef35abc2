import type { PlainManifest } from "./documents";

/** Metadata that the API server writes, and no program states. */
const METADATA: readonly string[] = [
  "creationTimestamp",
  "deletionGracePeriodSeconds",
  "deletionTimestamp",
  "generation",
  "managedFields",
  "resourceVersion",
  "selfLink",
  "uid",
];
const ANNOTATIONS: readonly string[] = ["kubectl.kubernetes.io/last-applied-configuration"];
/** Finalizers that KServe's controllers write. */
const FINALIZERS: readonly string[] = ["inferenceservice.finalizers", "trainedmodel.finalizer"];

/** An object without what a cluster wrote into it, as `kubectl get -o yaml` shows it, and the names of what that was. */
export function withoutClusterFields(manifest: PlainManifest): { manifest: PlainManifest; written: string[] } {
  const written: string[] = [];
  const { metadata } = manifest;
  if (manifest.status !== undefined) written.push("status");
  const kept = Object.entries(metadata).flatMap(([key, value]): [string, unknown][] => {
    if (METADATA.includes(key)) {
      written.push(`metadata.${key}`);
      return [];
    }
    if (key === "annotations" && typeof value === "object" && value !== null) {
      const own = Object.entries(value).filter(([name]) => !ANNOTATIONS.includes(name));
      if (own.length < Object.keys(value).length) written.push("the annotation of kubectl apply");
      return own.length === 0 ? [] : [[key, Object.fromEntries(own)]];
    }
    if (key === "finalizers" && Array.isArray(value)) {
      const own = value.filter((name) => !FINALIZERS.includes(String(name)));
      if (own.length < value.length) written.push("KServe's finalizer");
      return own.length === 0 ? [] : [[key, own]];
    }
    return [[key, value]];
  });
  const own = Object.fromEntries(kept) as unknown as PlainManifest["metadata"];
  const fields = Object.entries(manifest).filter(([key]) => key !== "status");
  return {
    manifest: Object.fromEntries(
      fields.map(([key, value]) => [key, key === "metadata" ? own : value]),
    ) as PlainManifest,
    written,
  };
}
