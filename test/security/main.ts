import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { latestRelease } from "../../lib/releases";
import { titleOf } from "../parity/compare";
import { components } from "../parity/components";
import { missingFiles, upstreamObjects } from "../parity/upstream";
import { checkov } from "./checkov";
import { explained } from "./explained";
import type { Finding } from "./finding";
import { judge, table } from "./judge";
import { kubeScore } from "./kube-score";
import { writeManifests, type Scannable } from "./manifests";
import { platformOf } from "./platform";

const HELP = `Usage: npm run security -- DIR

Runs kube-score and checkov over the production platform and over upstream's manifests of the same objects.
DIR (or $UPSTREAM_DIR) holds one folder a component and version, e.g. cert-manager-v1.19.4/core.yaml.
Each finding of ours is explained (test/security/explained.ts), and ours are at most a third of upstream's.`;

/** States the last line, so that its numbers are those of the last run. */
const PAGE = join(__dirname, "../../docs/security.md");
/** The part of upstream's findings that ours may reach. */
const SHARE = 1 / 3;

async function main(directory: string | undefined): Promise<number> {
  if (directory === undefined || directory === "--help") {
    console.log(HELP);
    return directory === undefined ? 2 : 0;
  }
  const missing = missingFiles(directory);
  if (missing.length > 0) {
    console.error(`security: ${directory} lacks ${missing.join(", ")}`);
    return 2;
  }
  const scanners = [await kubeScore(latestRelease.kubernetes.max), await checkov()];
  const scratch = mkdtempSync(join(tmpdir(), "kserve-stack-security-"));
  const scan = async (side: string, objects: readonly Scannable[]): Promise<Finding[]> => {
    mkdirSync(join(scratch, side));
    const manifests = writeManifests(join(scratch, side), objects);
    const found: Finding[] = [];
    for (const scanner of scanners) found.push(...(await scanner(manifests)));
    return found;
  };
  try {
    const ours = await scan("ours", production());
    const upstream = await scan("upstream", counterparts(directory));
    return report(ours, upstream);
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

/** The production platform but for the definitions, which neither scanner looks at. */
function production(): Scannable[] {
  return platformOf("production").filter(({ kind }) => kind !== "CustomResourceDefinition");
}

/** Upstream's objects that we emit too; those that we leave out would only flatter us. */
function counterparts(directory: string): Scannable[] {
  return components.flatMap((component) => {
    const leftOut = new Set(component.notes.leftOut.map(({ object }) => object));
    return upstreamObjects(directory, component).filter((object) => !leftOut.has(titleOf(object)));
  });
}

function report(ours: readonly Finding[], upstream: readonly Finding[]): number {
  console.log(table(ours, upstream).join("\n"));
  const { explained: count, unexplained } = judge(ours, explained);
  for (const sentence of unexplained) console.log(`  ${sentence}`);
  let ok = unexplained.length === 0;
  const parts = (["kube-score", "checkov"] as const).map((tool) => {
    const [own, theirs] = [ours, upstream].map(
      (findings) => findings.filter((finding) => finding.tool === tool).length,
    );
    if (own === undefined || !theirs || own > theirs * SHARE) {
      console.log(`  ${tool}: more than a third of upstream's findings`);
      ok = false;
    }
    return `${tool} ${String(own)} of ${String(theirs)} upstream`;
  });
  const line = `security: ${parts.join(", ")}, ${String(count)} explained, ${String(unexplained.length)} unexplained`;
  if (!readFileSync(PAGE, "utf8").includes(line)) {
    console.log("  docs/security.md does not have the line that follows");
    ok = false;
  }
  console.log(line);
  return ok ? 0 : 1;
}

main(process.argv[2] ?? process.env["UPSTREAM_DIR"]).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(`security: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  },
);
