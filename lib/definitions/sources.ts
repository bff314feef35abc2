import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { InvalidError } from "../internal/invalid";
import { releases } from "../releases";
import type { ComponentName, Release } from "../releases/release";
import type { DefinitionData } from "./schema";

/** Name of a data file, as a part of a release states it, e.g. "kserve-0.20.0". */
export type CrdSource = string;

/** The data files of all tested sets, and the API groups in each. */
export const SOURCES: Readonly<Record<CrdSource, readonly string[]>> = Object.fromEntries(
  Object.values<Release>(releases).flatMap(({ components }) =>
    Object.values(components).flatMap(({ definitions }) =>
      definitions === undefined ? [] : [[definitions.source, definitions.groups]],
    ),
  ),
);

const DATA = join(__dirname, "data");
const loaded = new Map<CrdSource, DefinitionData>();

/** The data of one source, read on first use. */
export function definitionData(source: CrdSource): DefinitionData {
  let data = loaded.get(source);
  if (!data) {
    const file = join(DATA, `${source}.json`);
    if (!existsSync(file)) {
      const known = readdirSync(DATA).map((name) => name.replace(/\.json$/, ""));
      throw new InvalidError([
        `definitions must be one of ${known.join(", ")}, got ${JSON.stringify(source)}; fix: npm run crds -- DIR, which writes the data of every release`,
      ]);
    }
    data = JSON.parse(readFileSync(file, "utf8")) as DefinitionData;
    loaded.set(source, data);
  }
  return data;
}

/** The data file that a release names for one of its parts. */
export function sourceOf(release: Release, component: ComponentName): CrdSource {
  const { title, definitions } = release.components[component];
  if (definitions) return definitions.source;
  throw new InvalidError([
    `component must be a part with definitions, got ${title}, of which ${release.name} carries none; fix: name another part`,
  ]);
}

/** The data file in which a release has an API group; undefined where it has none. */
export function sourceOfGroup(release: Release, group: string): CrdSource | undefined {
  return Object.values(release.components).find(({ definitions }) => definitions?.groups.includes(group))?.definitions
    ?.source;
}
