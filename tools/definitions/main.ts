import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import { crds } from "../../lib/definitions/definitions";
import type { Definition } from "../../lib/definitions/schema";
import { SOURCES, type CrdSource } from "../../lib/definitions/sources";
import { compact, withoutProse } from "./compact";
import { report } from "./report";

const HELP = `Usage: npm run crds -- DIR             write lib/definitions/data from DIR/<component>-v<version>/crds.yaml
       npm run crds -- --check DIR    fail unless the data reproduces DIR's schemas, prose aside
       npm run crds -- --report       bytes of each definition, and what each fold opens and loses`;

const DATA = join(__dirname, "../../lib/definitions/data");

function main(args: readonly string[]): number {
  const [first, second] = args;
  if (first === "--report") {
    console.log(report());
    return 0;
  }
  const check = first === "--check";
  const directory = check ? second : first;
  if (directory === undefined || directory.startsWith("--")) {
    console.log(HELP);
    return directory === "--help" ? 0 : 2;
  }
  const sources = Object.keys(SOURCES);
  const missing = sources.map((source) => fileOf(directory, source)).filter((file) => !existsSync(file));
  if (missing.length > 0) {
    console.error(`crds: missing ${missing.join(", ")}`);
    return 2;
  }
  let wrong = 0;
  for (const source of sources) {
    const upstream = read(fileOf(directory, source));
    if (!check) {
      writeFileSync(join(DATA, `${source}.json`), `${JSON.stringify(compact(upstream), null, 1)}\n`);
      console.log(`${source}: ${String(upstream.length)} definitions`);
      continue;
    }
    const differences = compareAll(upstream, crds(source, "full"));
    console.log(
      `${source}: ${String(upstream.length)} definitions, ${String(differences.length)} differences but prose`,
    );
    differences.forEach((name) => {
      console.log(`  ${name} differs: run npm run crds -- DIR and read the diff`);
    });
    wrong += differences.length;
  }
  return wrong === 0 ? 0 : 1;
}

function fileOf(directory: string, source: CrdSource): string {
  return join(directory, source.replace(/-(\d)/, "-v$1").replace("istio-v", "istio-"), "crds.yaml");
}

function read(file: string): Definition[] {
  return parseAllDocuments(readFileSync(file, "utf8")).flatMap((document) => {
    const definition = document.toJS() as Definition | null;
    return definition === null ? [] : [definition];
  });
}

function compareAll(upstream: readonly Definition[], ours: readonly Definition[]): string[] {
  const own = new Map(ours.map((definition) => [definition.metadata.name, definition]));
  return upstream
    .filter((definition) => canonical(withoutProse(definition)) !== canonical(own.get(definition.metadata.name)))
    .map(({ metadata }) => metadata.name);
}

/** Text in which the order of keys says nothing. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) =>
    typeof item === "object" && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}

process.exitCode = main(process.argv.slice(2));
