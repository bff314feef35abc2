/**
 * One measurement, in a process of its own: `node sample.js WORK ARGUMENT…` prints the processor time that the work
 * took, in milliseconds, and the most memory that the process had, in mebibytes.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type * as cdk8sTypes from "cdk8s";
import type * as packageTypes from "../../charts/index";
import type * as yamlTypes from "../../lib/output/yaml";

/** Nothing is loaded before the work that needs it: loading is part of what is measured. */
const load = createRequire(__filename);

const [work = "", ...args] = process.argv.slice(2);
const main = (): typeof packageTypes => load("kserve-stack") as typeof packageTypes;
const cdk8s = (): typeof cdk8sTypes => load("cdk8s") as typeof cdk8sTypes;
const outdir = mkdtempSync(join(tmpdir(), "kserve-stack-bench-"));
let start = process.cpuUsage();
/** What was done so far was preparation. */
const begin = (): void => {
  start = process.cpuUsage();
};

process.on("exit", () => {
  const { user, system } = process.cpuUsage(start);
  rmSync(outdir, { recursive: true });
  const mebibytes = process.resourceUsage().maxRSS / 1024;
  process.stdout.write(`\n${JSON.stringify({ milliseconds: (user + system) / 1000, mebibytes })}\n`);
});

/** A platform with models, in one namespace or in one each. */
function program(app: cdk8sTypes.App, models: number, namespaces: number): void {
  const { InferenceService, ServingPlatform } = main();
  const platform = new ServingPlatform(app, "platform", { kubernetes: "1.34", profile: "dev" });
  for (let index = 0; index < models; index += 1) {
    new InferenceService(platform.namespace(`team-${String(index % namespaces)}`), `model-${String(index)}`, {
      predictor: { model: { modelFormat: "sklearn", storageUri: `gs://acme-models/${String(index)}` }, minReplicas: 0 },
    });
  }
}

function yaml(): { write: (objects: readonly object[]) => string; manifests: readonly object[] } {
  const app = new (main().ServingApp)({ outdir });
  program(app, 100, 1);
  const manifests = app.plan().charts.flatMap(({ objects }) => objects.map(({ manifest }) => manifest));
  // Not public: the writer is how ServingApp is fast, not something to build on.
  const { YamlWriter } = load(join(dirname(load.resolve("kserve-stack")), "../lib/output/yaml.js")) as typeof yamlTypes;
  const writer = new YamlWriter();
  return { write: (objects) => writer.write(objects), manifests };
}

const works: Readonly<Record<string, () => void>> = {
  /** MODELS NAMESPACES */
  "synth-ours": () => {
    const app = new (main().ServingApp)({ outdir });
    program(app, Number(args[0]), Number(args[1]));
    begin();
    app.synth();
  },
  "synth-stock": () => {
    const app = new (cdk8s().App)({ outdir });
    program(app, Number(args[0]), Number(args[1]));
    begin();
    app.synth();
  },
  "yaml-ours": () => {
    const { write, manifests } = yaml();
    begin();
    write(manifests);
  },
  "yaml-cdk8s": () => {
    const { manifests } = yaml();
    begin();
    cdk8s().Yaml.stringify(...manifests);
  },
  /** MODULE…: from the start of the process. */
  load: () => {
    start = { user: 0, system: 0 };
    for (const module of args) load(module);
  },
  "crds-data": () => {
    const { crds, LayerChart, ServingApp } = main();
    const app = new ServingApp({ outdir });
    begin();
    const chart = new LayerChart(app, "crds", "crds");
    for (const definition of crds("kserve-0.20.0", "full"))
      new (cdk8s().ApiObject)(chart, definition.metadata.name, definition);
    app.synth();
  },
  "crds-include": () => {
    const { App, Chart, Include, Yaml } = cdk8s();
    const url = join(outdir, "crds.yaml");
    // Copied, so that shared parts do not become aliases, which no CRD file has.
    writeFileSync(
      url,
      Yaml.stringify(...(JSON.parse(JSON.stringify(main().crds("kserve-0.20.0", "full"))) as object[])),
    );
    const app = new App({ outdir });
    begin();
    new Include(new Chart(app, "crds"), "crds", { url });
    app.synth();
  },
  /** ARGUMENT…: of tsc, in the working directory. */
  tsc: () => {
    process.argv = [process.execPath, "tsc", ...args];
    load("typescript/bin/tsc");
  },
};

const run = works[work];
if (!run) throw new Error(`no work ${work}`);
run();
