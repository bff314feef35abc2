import type { ComponentName, Release } from "../releases/release";
import { FOLDS } from "./folds";
import { foldSchema, terse } from "./fold";
import { mapChildren, type Definition, type Schema } from "./schema";
import { definitionData, sourceOf, type CrdSource } from "./sources";

/**
 * How much of upstream's schema a CustomResourceDefinition carries.
 *
 * - `folded`: the three KServe definitions that are too long for client-side `kubectl apply` and for Argo CD's default
 *   are shortened where users rarely write; everything else is upstream's.
 * - `full`: upstream's schemas with no difference but prose.
 */
export type CrdForm = "folded" | "full";

/** One part of a release. */
export interface ReleasePart {
  readonly release: Release;
  readonly component: ComponentName;
}

/** The CustomResourceDefinitions of one part of a release, or of a data file by its name. */
export function crds(
  source: ReleasePart | CrdSource,
  form: CrdForm = "folded",
  only?: readonly string[],
): Definition[] {
  const file = typeof source === "string" ? source : sourceOf(source.release, source.component);
  const { types, definitions } = definitionData(file);
  const resolve = resolver(types);
  return definitions
    .filter(({ metadata }) => only?.includes(metadata.name) ?? true)
    .map((definition) => ({
      ...definition,
      spec: {
        ...definition.spec,
        versions: definition.spec.versions.map((version) => {
          const full = resolve(version.schema.openAPIV3Schema);
          const folds = form === "folded" ? FOLDS.filter(({ crd }) => crd === definition.metadata.name) : [];
          return {
            ...version,
            schema: { openAPIV3Schema: folds.length === 0 ? full : terse(folds.reduce(foldSchema, full)) },
          };
        }),
      },
    }));
}

/** Puts the shared types back; each is expanded once. */
function resolver(types: Readonly<Record<string, Schema>>): (schema: Schema) => Schema {
  const expanded = new Map<string, Schema>();
  const resolve = (schema: Schema): Schema => {
    if (schema.$ref !== undefined) {
      let known = expanded.get(schema.$ref);
      if (!known) {
        known = resolve(types[schema.$ref] ?? {});
        expanded.set(schema.$ref, known);
      }
      return known;
    }
    return mapChildren(schema, resolve);
  };
  return resolve;
}
