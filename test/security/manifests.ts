import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { titleOf, type Comparable } from "../parity/compare";

/** An object with the containers that it runs, where it runs any. */
export interface Scannable extends Comparable {
  readonly spec?: { readonly template?: { readonly spec?: { readonly containers?: readonly { name: string }[] } } };
}

/** Manifests on disk, one object a file: a scanner that gives up on a file then loses one object, and we notice. */
export interface Manifests {
  readonly directory: string;
  readonly files: readonly string[];
  /** The object that a file holds. */
  readonly objectOf: (file: string) => Scannable;
}

/** Writes objects into an empty directory. */
export function writeManifests(directory: string, objects: readonly Scannable[]): Manifests {
  const byFile = new Map(objects.map((object, index) => [`${String(index).padStart(4, "0")}.yaml`, object]));
  for (const [file, object] of byFile) {
    // What synth leaves undefined is no field; scanners read YAML 1.1.
    const plain: unknown = JSON.parse(JSON.stringify(object));
    writeFileSync(join(directory, file), stringify(plain, { version: "1.1", aliasDuplicateObjects: false }));
  }
  return {
    directory,
    files: [...byFile.keys()],
    objectOf: (file) => {
      const object = byFile.get(file);
      if (!object) throw new Error(`a scanner names ${file}, which is not among the manifests`);
      return object;
    },
  };
}

/** Names of the containers of an object's pods; undefined where it makes no pods. */
export function containersOf({ spec }: Scannable): string[] | undefined {
  return spec?.template?.spec?.containers?.map(({ name }) => name);
}

/** Fails where a scanner passed over objects: findings that nobody looked for are not absent. */
export function assertScanned(tool: string, wanted: readonly string[], scanned: ReadonlySet<string>): void {
  const missed = wanted.filter((title) => !scanned.has(title));
  if (missed.length > 0) throw new Error(`${tool} did not look at ${missed.join(", ")}`);
}

/** Titles of the objects that make pods. */
export function podMakers({ files, objectOf }: Manifests): string[] {
  return files
    .map(objectOf)
    .filter((object) => containersOf(object))
    .map(titleOf);
}
