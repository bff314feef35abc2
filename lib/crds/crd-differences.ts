import { crdSourceData } from "./source-data";
import { crdSources, type CrdSource } from "./sources";

/** A path of an upstream CRD that this package's does not have. */
export interface CrdDifference {
  /** Name of the CRD. */
  readonly crd: string;
  /** Path within it, such as `metadata.labels["helm.sh/chart"]`. */
  readonly path: string;
  /** Why it is left out. */
  readonly reason: string;
}

/**
 * What is left out of upstream's CRDs, by path, with the reason. The generator leaves out exactly these,
 * and each CRD's data names those that upstream's had.
 */
export const omittedPaths: Readonly<Record<string, string>> = {
  status: "the API server writes it; upstream ships the empty one of its generator",
  "metadata.creationTimestamp": "the API server writes it; upstream ships the null of its generator",
  'metadata.annotations["controller-gen.kubebuilder.io/version"]':
    "names the generator of upstream's file, which did not write this one",
  'metadata.annotations["helm.sh/resource-policy"]': "an order to Helm, which does not own this object",
  'metadata.labels["app.kubernetes.io/managed-by"]': "says Helm, which does not manage this object",
  'metadata.labels["helm.sh/chart"]': "names a Helm chart that this object does not come from",
};

/** Where a path is left out of one CRD only. */
export const omittedPathsOfCrd: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "inferenceservices.serving.kserve.io": {
    'metadata.annotations["cert-manager.io/inject-ca-from"]':
      "this CRD has no conversion webhook for cert-manager's cainjector to write a CA into",
  },
};

/** Every path that the CRDs of one source leave out, or of all sources; for comparisons with upstream. */
export function crdDifferences(source?: CrdSource): CrdDifference[] {
  const sources = source === undefined ? (Object.keys(crdSources) as CrdSource[]) : [source];
  return sources.flatMap((each) =>
    Object.entries(crdSourceData(each).crds).flatMap(([crd, { omitted }]) =>
      omitted.map((path) => ({ crd, path, reason: reasonFor(crd, path) })),
    ),
  );
}

/** Why this path of this CRD is left out; undefined where it is not. */
export function omissionReason(crd: string, path: string): string | undefined {
  return omittedPathsOfCrd[crd]?.[path] ?? omittedPaths[path];
}

function reasonFor(crd: string, path: string): string {
  const reason = omissionReason(crd, path);
  if (reason === undefined) throw new Error(`${crd}: ${path} is left out without a reason; fix: npm run crds`);
  return reason;
}
