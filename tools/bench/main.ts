import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { ModuleKind, ScriptTarget, transpileModule } from "typescript";
import { comparisons, type Comparison } from "./comparisons";
import { comparePulumi } from "./pulumi";

/** What a sample measures. */
interface Sample {
  readonly milliseconds: number;
  readonly mebibytes: number;
}

const root = resolve(__dirname, "../..");
const work = mkdtempSync(join(tmpdir(), "kserve-stack-bench-"));

/** A project that has the package as its users have it: compiled, below node_modules. */
function prepare(): void {
  execFileSync("npm", ["run", "-s", "build"], { cwd: root, stdio: "inherit" });
  // Copied, so that another build beside this run changes nothing.
  for (const path of ["build", "package.json"]) {
    cpSync(join(root, path), join(work, "node_modules/kserve-stack", path), { recursive: true });
  }
  for (const name of ["cdk8s", "cdk8s-plus-27", "constructs", "kubernetes-types", "typescript"]) {
    symlinkSync(join(root, "node_modules", name), join(work, "node_modules", name));
  }
  const compilerOptions = { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 };
  const { outputText } = transpileModule(readFileSync(join(__dirname, "sample.ts"), "utf8"), { compilerOptions });
  writeFileSync(join(work, "sample.js"), outputText);
  const empty = `import { App, Chart } from "cdk8s";\nimport * as kplus from "cdk8s-plus-27";\nnew kplus.Namespace(new Chart(new App(), "chart"), "namespace");\n`;
  const models = Array.from(
    { length: 50 },
    (_, index) =>
      `new InferenceService(team, "model-${index}", { predictor: { model: { modelFormat: "sklearn", storageUri: "gs://acme/${index}" } } });\n`,
  );
  const platform = `import { InferenceService, ServingApp, ServingPlatform } from "kserve-stack";\nconst app = new ServingApp();\nconst team = new ServingPlatform(app, "platform", { kubernetes: "1.34", domain: "models.acme.dev" }).namespace("team");\n`;
  for (const [name, text] of [
    ["empty", `${empty}new App().synth();\n`],
    ["models", `${empty}${platform}${models.join("")}app.synth();\n`],
  ] as const) {
    mkdirSync(join(work, name));
    writeFileSync(join(work, name, "main.ts"), text);
    const options = { strict: true, noEmit: true, module: "node16", target: "es2022", types: [], skipLibCheck: true };
    writeFileSync(join(work, name, "tsconfig.json"), JSON.stringify({ compilerOptions: options, files: ["main.ts"] }));
  }
}

function sample(args: readonly string[]): Sample {
  const output = execFileSync(process.execPath, ["sample.js", ...args], { cwd: work, encoding: "utf8" });
  return JSON.parse(output.trimEnd().split("\n").at(-1) ?? "") as Sample;
}

/** Pairs of runs, one right after the other, so that what else the machine does meets both alike. */
function pairs({ ours, peer, runs }: Comparison): { ours: Sample; peer: Sample }[] {
  return Array.from({ length: runs }, () => ({ ours: sample(ours), peer: sample(peer) }));
}

function row(name: string, measured: readonly { ours: Sample; peer: Sample }[], unit: keyof Sample): string {
  const ours = measured.map((pair) => pair.ours[unit]);
  const peer = measured.map((pair) => pair.peer[unit]);
  const ratios = measured.map((pair) => pair.ours[unit] / pair.peer[unit]);
  return line(name, [
    ...[least(ours), median(ours), least(peer), median(peer)].map((value) => value.toFixed(0)),
    ...[least(ratios), median(ratios)].map((ratio) => ratio.toFixed(2)),
  ]);
}

function line(name: string, cells: readonly string[]): string {
  return name.padEnd(10) + cells.map((cell) => cell.padStart(11)).join("");
}

function least(values: readonly number[]): number {
  return Math.min(...values);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

/**
 * `npm run bench -- --pulumi [2,100,1000]` compares `pulumi up` instead, with so many models, on control planes that it
 * builds and starts: some ten minutes.
 */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options: { pulumi: { type: "boolean" } }, allowPositionals: true });
  if (values.pulumi === true) await comparePulumi(...positionals.flatMap((list) => list.split(",").map(Number)));
  else compareAll();
}

function compareAll(): void {
  try {
    prepare();
    console.log(`Node ${process.version}, ${cpus().length} CPUs. Each run is a process of its own, runs go in pairs.`);
    console.log("time: of the processor, in ms; memory: the most it had, in MiB; ratio: ours by the peer's.\n");
    console.log(line("", ["ours min", "median", "peer min", "median", "ratio min", "median"]));
    for (const comparison of comparisons) {
      console.log(`${comparison.title}\n  against: ${comparison.against}`);
      const measured = pairs(comparison);
      console.log(row("  time", measured, "milliseconds"));
      console.log(row("  memory", measured, "mebibytes"));
    }
  } finally {
    rmSync(work, { recursive: true });
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
