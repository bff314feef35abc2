import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import { compare, type Comparable } from "./compare";
import { components } from "./components";

const HELP = `Usage: npm run parity -- DIR

Compares what we emit with upstream's release manifests, both ways, object by object and field by field.
DIR (or $UPSTREAM_DIR) holds one folder a component and version, e.g. cert-manager-v1.19.4/core.yaml.`;

function main(directory: string | undefined): number {
  if (directory === undefined || directory === "--help") {
    console.log(HELP);
    return directory === undefined ? 2 : 0;
  }
  const missing = components.flatMap(({ files }) => files).filter((file) => !existsSync(join(directory, file)));
  if (missing.length > 0) {
    console.error(`parity: ${directory} lacks ${missing.join(", ")}`);
    return 2;
  }
  const total = { upstream: 0, emitted: 0, leftOut: 0, fields: 0, explained: 0, unexplained: 0 };
  for (const { name, files, instead, ours, notes } of components) {
    const upstream = files.flatMap((file) =>
      parseAllDocuments(readFileSync(join(directory, file), "utf8")).flatMap((document): Comparable[] => {
        const object = document.toJS() as Comparable | null;
        return object === null || instead?.[file]?.test(object.metadata.name ?? "") ? [] : [object];
      }),
    );
    const found = compare(upstream, ours(), notes);
    console.log(
      `${name}: ${String(found.emitted)} of ${String(found.upstream)} objects, ${String(found.fields)} fields, ${String(found.explained)} differences explained`,
    );
    for (const sentence of found.unexplained) console.log(`  ${sentence}`);
    total.upstream += found.upstream;
    total.emitted += found.emitted;
    total.leftOut += found.leftOut;
    total.fields += found.fields;
    total.explained += found.explained;
    total.unexplained += found.unexplained.length;
  }
  console.log(
    `parity: ${String(total.upstream)} upstream objects, ${String(total.emitted)} emitted, ${String(total.leftOut)} left out, ${String(total.fields)} fields compared, ${String(total.explained)} differences explained, ${String(total.unexplained)} unexplained`,
  );
  return total.unexplained === 0 ? 0 : 1;
}

process.exitCode = main(process.argv[2] ?? process.env["UPSTREAM_DIR"]);
