import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { initTypescriptApp } from "./cdk8s-template";
import { follow, run, type Step } from "./step";

/** Packs the package and uses it the way other projects do, outside of this repository. */
const root = resolve(__dirname, "../..");
const work = mkdtempSync(join(tmpdir(), "kserve-stack-consumers-"));
const tarball = join(work, "kserve-stack.tgz");
const INSTALL = ["install", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund"];

/** A project of `projects/`: the step that copies it out of the repository and installs it comes first. */
function project(
  name: string,
  prepare: (directory: string) => void = () => undefined,
): { readonly directory: string; readonly installed: Step } {
  const directory = join(work, name);
  const check = (): void => {
    cpSync(join(__dirname, "projects", name), directory, { recursive: true });
    prepare(directory);
    run(directory, "npm", ...INSTALL);
    assert(!existsSync(join(directory, "node_modules/@pulumi")), "an optional peer was installed");
  };
  return { directory, installed: { title: "npm install, which brings no @pulumi package", check } };
}

function assert(holds: boolean, sentence: string): void {
  if (!holds) throw new Error(sentence);
}

function step(directory: string, program: string, ...args: readonly string[]): Step {
  const title = [program, ...args].join(" ").replaceAll(`${work}/`, "");
  return { title, check: () => void run(directory, program, ...args) };
}

function packageSteps(): Step[] {
  return [
    step(root, "npm", "run", "-s", "build"),
    {
      title: "npm pack",
      check: () => {
        const [packed] = JSON.parse(
          run(root, "npm", "pack", "--json", "--ignore-scripts", "--pack-destination", work),
        ) as [{ filename: string }];
        cpSync(join(work, packed.filename), tarball);
      },
    },
    step(root, "npx", "publint", "--strict", tarball),
    step(root, "npx", "attw", tarball),
  ];
}

function cdk8sSteps(): Step[] {
  const { directory, installed } = project("cdk8s", (directory) => {
    initTypescriptApp(directory, "acme-serving");
    const path = join(directory, "package.json");
    const manifest = JSON.parse(readFileSync(path, "utf8")) as { dependencies: object };
    const dependencies = { ...manifest.dependencies, "kserve-stack": "file:../kserve-stack.tgz" };
    writeFileSync(path, JSON.stringify({ ...manifest, dependencies }, null, 2));
  });
  return [
    installed,
    step(directory, "npm", "run", "compile"),
    // Jest writes no new snapshot where CI is set.
    step(directory, "npm", "test", "--", "--ci=false"),
    { ...step(directory, "npm", "test", "--", "--ci"), title: "npm test -- --ci, against the snapshot of before" },
    {
      title: "npm run synth",
      check: () => {
        rmSync(join(directory, "dist"), { recursive: true });
        run(directory, "npm", "run", "synth");
        assert(existsSync(join(directory, "dist/90-team-a.yaml")), "dist/90-team-a.yaml was not written");
      },
    },
  ];
}

function pulumiSteps(): Step[] {
  const { directory, installed } = project("pulumi");
  return [
    installed,
    {
      title: "npx tsc, with @pulumi/* beside it",
      check: () => {
        for (const scope of ["@pulumi", "@kubernetes"]) mkdirSync(join(directory, "node_modules", scope));
        for (const name of ["@pulumi/pulumi", "@pulumi/kubernetes", "@kubernetes/client-node"]) {
          symlinkSync(join(root, "node_modules", name), join(directory, "node_modules", name));
        }
        run(directory, "npx", "tsc");
      },
    },
    { ...step(directory, "node", "run-mocked.js"), title: "the program runs to its end under Pulumi's mocks" },
    { ...step(directory, "node", "loads-no-pulumi.js"), title: "the main entry point loads no @pulumi package" },
  ];
}

function esmSteps(): Step[] {
  const { directory, installed } = project("esm");
  return [installed, step(directory, "npx", "tsc"), step(directory, "node", "build/main.js")];
}

const projects: readonly (readonly [title: string, steps: () => readonly Step[]])[] = [
  ["the package", packageSteps],
  ["a project of `cdk8s init typescript-app` (CommonJS, ts-jest, node10 resolution)", cdk8sSteps],
  ["a project of `pulumi new kubernetes-typescript` (CommonJS, node10 resolution)", pulumiSteps],
  ["an ESM project (NodeNext)", esmSteps],
];
let passed = 0;
let failed = 0;
for (const [title, steps] of projects) {
  const result = follow(title, steps());
  passed += result.passed;
  failed += result.failed;
}
rmSync(work, { recursive: true });
console.log(`${String(passed)} passed, ${String(failed)} failed`);
process.exitCode = failed === 0 ? 0 : 1;
