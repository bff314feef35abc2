import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = resolve(__dirname, "../..");

/** A file that breaks one rule each, by the name of the rule. */
const PLANTED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "lib-knows-no-charts": { "lib/istio/planted-chart.ts": 'import "../../charts/layer-chart";' },
  "charts-know-no-stacks": { "charts/planted-stack.ts": 'import "../stacks/from-output";' },
  "only-stacks-import-pulumi": { "charts/planted-pulumi.ts": 'import "@pulumi/pulumi";' },
  "add-ons-are-apart": { "lib/istio/planted-add-on.ts": 'import "../kserve/names";' },
  "no-dev-dependencies": { "lib/istio/planted-dependency.ts": 'import "fast-check";' },
  "no-cycles": {
    "lib/istio/planted-one.ts": 'import { two } from "./planted-two";\nexport const one = (): number => two();',
    "lib/istio/planted-two.ts": 'import { one } from "./planted-one";\nexport const two = (): number => one();',
  },
};

interface Cruised {
  readonly summary: {
    readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[];
  };
}

let copy: string;
let violations: Cruised["summary"]["violations"];

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), "kserve-stack-lint-"));
  for (const path of ["lib", "charts", "stacks", "package.json", "tsconfig.json", ".dependency-cruiser.cjs"]) {
    cpSync(join(root, path), join(copy, path), { recursive: true });
  }
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  for (const [path, text] of Object.values(PLANTED).flatMap((files) => Object.entries(files))) {
    writeFileSync(join(copy, path), text);
  }
  // As `npm run lint` calls it.
  const args = ["--config", ".dependency-cruiser.cjs", "--output-type", "json", "lib", "charts", "stacks"];
  const { stdout } = spawnSync(join(root, "node_modules/.bin/depcruise"), args, {
    cwd: copy,
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  ({ violations } = (JSON.parse(stdout) as Cruised).summary);
}, 120_000);

afterAll(() => {
  rmSync(copy, { recursive: true });
});

describe("the import rules that lint checks", () => {
  it.each(Object.entries(PLANTED))("see a planted violation: %s", (name, files) => {
    const found = violations.filter(({ rule }) => rule.name === name).map(({ from }) => from);
    // A cycle is reported once, from either of its files.
    expect(found.length).toBeGreaterThan(0);
    expect(Object.keys(files)).toEqual(expect.arrayContaining(found));
  });

  it("see nothing else", () => {
    const planted = Object.values(PLANTED).flatMap((files) => Object.keys(files));
    expect(violations.filter(({ from }) => !planted.includes(from))).toEqual([]);
  });
});
