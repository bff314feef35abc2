import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** Packs the package and uses it the way other projects do, outside of this repository. */
const root = resolve(__dirname, "..");
const work = mkdtempSync(join(tmpdir(), "kserve-stack-consumers-"));
const run = (program: string, args: readonly string[], cwd: string): string =>
  execFileSync(program, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });

const PROGRAM = `
const app = new ServingApp({ outdir: "dist" });
const platform = new ServingPlatform(app, "platform", { kubernetes: "1.34", domain: "models.acme.dev" });
new InferenceService(platform.namespace("team-a"), "iris", {
  predictor: { model: { modelFormat: "sklearn", storageUri: "gs://acme-models/iris/v3" }, minReplicas: 0 },
});
app.synth();
`;
const NAMES = "{ InferenceService, ServingApp, ServingPlatform }";
const NO_PULUMI = `
if (Object.keys(require.cache).some((path) => path.includes("@pulumi"))) throw new Error("the main entry loads Pulumi");
`;

/** A project with our tarball and, as its own dependencies, our peers. */
function project(name: string, manifest: object, files: Readonly<Record<string, string>>): string {
  const directory = join(work, name);
  const modules = join(directory, "node_modules");
  mkdirSync(join(modules, "kserve-stack"), { recursive: true });
  run("tar", ["xzf", join(work, tarball), "--strip-components=1", "-C", join(modules, "kserve-stack")], work);
  for (const peer of ["cdk8s", "cdk8s-plus-27", "constructs", "kubernetes-types"]) {
    symlinkSync(join(root, "node_modules", peer), join(modules, peer));
  }
  writeFileSync(join(directory, "package.json"), JSON.stringify({ name, private: true, ...manifest }));
  for (const [file, text] of Object.entries(files)) writeFileSync(join(directory, file), text);
  return directory;
}

run("npm", ["run", "-s", "build"], root);
run("npm", ["pack", "--ignore-scripts", "--pack-destination", work], root);
const tarball = readdirSync(work).find((file) => file.endsWith(".tgz")) ?? "";
const checks: readonly (readonly [title: string, check: () => void])[] = [
  ["publint finds nothing", () => run("npx", ["publint", "--strict", join(work, tarball)], root)],
  [
    "every entry point resolves, in each kind of project",
    () => run("npx", ["attw", join(work, tarball), "--ignore-rules", "cjs-resolves-to-esm"], root),
  ],
  [
    "a CommonJS program synthesizes, without Pulumi",
    () => {
      const main = `const ${NAMES} = require("kserve-stack");\n${PROGRAM}${NO_PULUMI}`;
      run("node", ["main.js"], project("commonjs", {}, { "main.js": main }));
    },
  ],
  [
    "an ESM program synthesizes",
    () => {
      const main = `import ${NAMES} from "kserve-stack";\n${PROGRAM}`;
      run("node", ["main.js"], project("esm", { type: "module" }, { "main.js": main }));
    },
  ],
  [
    "a TypeScript program of a cdk8s project compiles",
    () => {
      const main = `import ${NAMES} from "kserve-stack";\nimport { synthesize } from "kserve-stack/testing";\n${PROGRAM}\nvoid synthesize;\n`;
      const directory = project("typescript", {}, { "main.ts": main });
      const options = ["--strict", "--skipLibCheck", "--noEmit", "--target", "es2022", "--module", "node16"];
      run(join(root, "node_modules/.bin/tsc"), [...options, "main.ts"], directory);
    },
  ],
];

let failed = 0;
for (const [title, check] of checks) {
  try {
    check();
    console.log(`✓ ${title}`);
  } catch (error) {
    failed += 1;
    console.log(`✗ ${title}\n${error instanceof Error ? error.message : String(error)}`);
    if (error !== null && typeof error === "object" && "stdout" in error) console.log(error.stdout);
  }
}
rmSync(work, { recursive: true });
console.log(`${String(checks.length - failed)} passed, ${String(failed)} failed`);
process.exitCode = failed === 0 ? 0 : 1;
