import { FOLDS } from "./folds";
import { foldSchema, terse } from "./fold";
import { mapChildren, type Definition, type Schema } from "./schema";
import { definitionData, type CrdSource } from "./sources";

/**
 * How much of upstream's schema a CustomResourceDefinition carries.
 *
 * - `folded`: the three KServe definitions that are too long for client-side `kubectl apply` and for Argo CD's default
 *   are shortened where users rarely write; everything else is upstream's.
 * - `full`: upstream's schemas with no difference but prose.
 */
export type CrdForm = "folded" | "full";

/** The CustomResourceDefinitions of one upstream release. */
export function crds(source: CrdSource, form: CrdForm = "folded", only?: readonly string[]): Definition[] {
  const { types, definitions } = definitionData(source);
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
