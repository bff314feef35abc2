import { compare } from "./compare";
import { components } from "./components";
import { missingFiles, upstreamObjects } from "./upstream";

const HELP = `Usage: npm run parity -- DIR

Compares what we emit with upstream's release manifests, both ways, object by object and field by field.
DIR (or $UPSTREAM_DIR) holds one folder a component and version, e.g. cert-manager-v1.19.4/core.yaml.`;

function main(directory: string | undefined): number {
  if (directory === undefined || directory === "--help") {
    console.log(HELP);
    return directory === undefined ? 2 : 0;
  }
  const missing = missingFiles(directory);
  if (missing.length > 0) {
    console.error(`parity: ${directory} lacks ${missing.join(", ")}`);
    return 2;
  }
  const total = { upstream: 0, emitted: 0, leftOut: 0, fields: 0, explained: 0, unexplained: 0 };
  for (const component of components) {
    const { name, ours, notes } = component;
    const found = compare(upstreamObjects(directory, component), ours(), notes);
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
