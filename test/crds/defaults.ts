import type { Definition, Schema } from "../../lib/definitions/schema";
import { fields, type FieldPath } from "./fields";
import { isOpened, ownedPaths, written } from "./owned";
import { at, holding, least } from "./samples";

/** A field for which upstream's schema has a default, and a resource that leaves it out. */
export interface DefaultedField {
  /** `InferenceService spec.predictor.model.ports[0].protocol` */
  readonly name: string;
  readonly path: FieldPath;
  readonly manifest: object;
  /** Whether folding opened what it stands in, so that nothing writes the default. */
  readonly isFolded: boolean;
  /** Whether KServe owns the field; an embedded pod's and container's are Kubernetes' own. */
  readonly isOwned: boolean;
}

/** Every field with a default, at every place, in the version that is stored. */
export function defaultedFields(full: Definition, folded: Definition): DefaultedField[] {
  const { group, names, scope } = full.spec;
  const version = full.spec.versions.find(({ storage }) => storage)?.name ?? "";
  const [schema, emitted] = [full, folded].map(
    ({ spec }): Schema => spec.versions.find(({ name }) => name === version)?.schema.openAPIV3Schema ?? {},
  ) as [Schema, Schema];
  const owned = new Set(ownedPaths(at(schema, ["spec"]), ["spec"]).map((path) => path.join(".")));
  return fields(at(schema, ["spec"]), ["spec"])
    .filter((path) => at(schema, path).default !== undefined)
    .map((path) => {
      const parent = path.slice(0, -1);
      const { [path.at(-1) ?? ""]: _default, ...others } = least(at(schema, parent)) as Record<string, unknown>;
      return {
        name: `${names.kind} ${written(path)}`,
        path,
        manifest: {
          apiVersion: `${group}/${version}`,
          kind: names.kind,
          metadata: { name: "defaulted", ...(scope === "Namespaced" && { namespace: "default" }) },
          ...(holding(schema, parent, others) as object),
        },
        isFolded: isOpened(emitted, path),
        isOwned: owned.has(path.join(".")),
      };
    });
}

/** The value at a path of a resource. */
export function valueAt(value: unknown, [step, ...rest]: FieldPath): unknown {
  if (step === undefined || typeof value !== "object" || value === null) return step === undefined ? value : undefined;
  if (step === "[]") return valueAt((value as readonly unknown[])[0], rest);
  return valueAt((value as Record<string, unknown>)[step === "{}" ? "key" : step], rest);
}
