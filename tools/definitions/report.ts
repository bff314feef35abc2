import { crds } from "../../lib/definitions/definitions";
import { foldSchema } from "../../lib/definitions/fold";
import { FOLDS, type Fold } from "../../lib/definitions/folds";
import type { Definition, Schema } from "../../lib/definitions/schema";
import { latestRelease } from "../../lib/releases";

/** Sizes of KServe's definitions in both forms, and what each fold opens, saves and loses. */
export function report(): string {
  const kserve = { release: latestRelease, component: "kserve" } as const;
  const full = crds(kserve, "full");
  const folded = crds(kserve, "folded");
  const sizes = full.map((definition, index) => {
    const shorter = folded[index] ?? definition;
    const named = [definition, shorter].map((each) => fieldsOf(each).size);
    return row(definition.metadata.name, bytes(definition), bytes(shorter), `${named[1] ?? 0} of ${named[0] ?? 0}`);
  });
  return [
    "Bytes of compact JSON, and how many fields, counted at every place they stand, are checked by name:",
    "",
    row("definition", "full", "folded", "fields checked"),
    ...sizes,
    "",
    "Each fold alone, in the order of the plan:",
    ...FOLDS.flatMap((fold) => describe(fold, full)),
  ].join("\n");
}

function describe(fold: Fold, full: readonly Definition[]): string[] {
  const definition = full.find(({ metadata }) => metadata.name === fold.crd);
  if (!definition) throw new Error(`the fold plan names ${fold.crd}, which the data does not have`);
  const after = withFold(definition, fold);
  const kept = fieldsOf(after);
  const before = fieldsOf(definition);
  const lost = [...before.keys()].filter((path) => !kept.has(path));
  const defaults = lost.filter((path) => before.get(path)?.default !== undefined);
  return [
    "",
    fold.crd,
    `  opens   ${fold.path}`,
    `  because ${fold.reason}`,
    `  saves   ${bytes(definition) - bytes(after)} bytes; ${lost.length} fields are no longer checked, ${defaults.length} of them have a default that is no longer written`,
    `  loses   ${ending(lost)}`,
  ];
}

function withFold(definition: Definition, fold: Fold): Definition {
  const versions = definition.spec.versions.map((version) => ({
    ...version,
    schema: { openAPIV3Schema: foldSchema(version.schema.openAPIV3Schema, fold) },
  }));
  return { ...definition, spec: { ...definition.spec, versions } };
}

/** The last names of the paths, each once with how often it stands: thousands of paths do not make a report. */
function ending(paths: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const path of paths) {
    const name = path.split(".").slice(-2).join(".");
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([name, count]) => (count === 1 ? name : `${name} (${count})`)).join(", ") || "nothing";
}

/** Fields that a definition names below `spec`, by version and path. */
function fieldsOf({ spec }: Definition): Map<string, Schema> {
  const found = new Map<string, Schema>();
  const walk = ({ properties = {}, items, additionalProperties }: Schema, path: string): void => {
    for (const [name, child] of Object.entries(properties)) {
      found.set(`${path}.${name}`, child);
      walk(child, `${path}.${name}`);
    }
    if (items) walk(items, `${path}[]`);
    if (typeof additionalProperties === "object") walk(additionalProperties, `${path}{}`);
  };
  for (const { name, schema } of spec.versions) walk(schema.openAPIV3Schema.properties?.["spec"] ?? {}, `${name}:spec`);
  return found;
}

function bytes(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}

function row(...cells: readonly (string | number)[]): string {
  return cells.map((cell, index) => (index === 0 ? String(cell).padEnd(50) : String(cell).padStart(15))).join("");
}
