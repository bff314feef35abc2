import type { CustomResourceDefinition, JSONSchemaProps } from "kubernetes-types/apiextensions/v1";
import { InvalidError, invalidity } from "../internal/invalid";
import { folded } from "./fold";
import { expanded } from "./schema";
import { crdSourceData, type CrdData, type LoadedCrdSource } from "./source-data";
import type { CrdSource } from "./sources";

/** How long the schemas of the CRDs are: upstream's in full, or folded to a size that `kubectl apply` takes. */
export type CrdForm = "full" | "folded";

/** What {@link crds} gives. */
export interface CrdsOptions {
  /**
   * `"full"` is upstream's schema without its prose. `"folded"` is the same, with the fold plan applied to the CRDs
   * that would not fit into an annotation.
   */
  readonly form: CrdForm;

  /**
   * Names of the CRDs to give, such as "inferenceservices.serving.kserve.io".
   *
   * @default - every CRD of the source
   */
  readonly only?: readonly string[];
}

/** The CRDs of one upstream release as plain objects, in the order of their names. */
export function crds(source: CrdSource, { form, only }: CrdsOptions): CustomResourceDefinition[] {
  const data = crdSourceData(source);
  const unknown = only?.find((name) => !(name in data.crds));
  if (unknown !== undefined) {
    throw new InvalidError([
      invalidity(`crds(${source})`, "only", {
        expected: "names of CRDs of this source",
        got: unknown,
        fix: `one of ${Object.keys(data.crds).join(", ")}`,
      }),
    ]);
  }
  return Object.entries(data.crds)
    .filter(([name]) => only === undefined || only.includes(name))
    .map(([name, crd]) => {
      const full = definition(name, crd, data);
      return form === "folded" ? folded(full) : full;
    });
}

function definition(name: string, { labels, annotations, spec }: CrdData, { resolve }: LoadedCrdSource): CustomResourceDefinition {
  const manifest = {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: { name, ...(labels && { labels }), ...(annotations && { annotations }) },
    spec: {
      ...spec,
      versions: spec.versions.map((version) => ({
        ...version,
        schema: { openAPIV3Schema: expanded(version.schema, resolve) as JSONSchemaProps },
      })),
    },
  } as const;
  // The data is shared by every caller and may be named twice; a manifest is the caller's own.
  return JSON.parse(JSON.stringify(manifest)) as CustomResourceDefinition;
}
