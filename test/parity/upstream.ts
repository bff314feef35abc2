import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import type { Comparable } from "./compare";
import { components, type Component } from "./components";

/** Files of upstream's manifests that a folder lacks. */
export function missingFiles(directory: string): string[] {
  return components.flatMap(({ files }) => files).filter((file) => !existsSync(join(directory, file)));
}

/** Upstream's objects of one component. */
export function upstreamObjects(directory: string, { files, instead }: Component): Comparable[] {
  return files.flatMap((file) =>
    parseAllDocuments(readFileSync(join(directory, file), "utf8")).flatMap((document): Comparable[] => {
      const object = document.toJS() as Comparable | null;
      return object === null || instead?.[file]?.test(object.metadata.name ?? "") ? [] : [object];
    }),
  );
}
