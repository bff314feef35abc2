import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseAllDocuments } from "yaml";
import type { Manifest } from "../../../lib/internal/emit";

/** The objects of one file of upstream's release manifests, below `UPSTREAM_DIR` (default `shared/upstream` beside the checkout). */
export function upstream(...path: readonly string[]): Manifest[] {
  const root = resolve(process.env["UPSTREAM_DIR"] ?? join(__dirname, "../../../../shared/upstream"));
  const file = join(root, ...path);
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    throw new Error(`${file} cannot be read; set UPSTREAM_DIR to a folder with upstream's release manifests`);
  }
  return parseAllDocuments(text)
    .map((document) => document.toJS() as Manifest | null)
    .filter((object) => object !== null);
}
