import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { renewed } from "../../tools/readme-sections";

const root = resolve(__dirname, "../..");
const readme = readFileSync(join(root, "README.md"), "utf8");

const pages = [
  "README.md",
  ...readdirSync(join(root, "docs")).flatMap((name) => (name.endsWith(".md") ? [`docs/${name}`] : [])),
];
const programs = pages.flatMap((page) =>
  [...readFileSync(join(root, page), "utf8").matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code], index) => ({
    program: `${page}, ${String(index + 1)}`,
    code,
  })),
);

describe("the README", () => {
  it("shows the graph and the versions as they are now (npm run readme renews them)", () => {
    expect(renewed(readme)).toBe(readme);
  });
});

describe("a program in the documentation", () => {
  it.each(programs)("runs: $program", ({ code }) => {
    // Beside the sources, so that the package's name resolves to them.
    const directory = mkdtempSync(join(tmpdir(), "readme-"));
    const file = join(root, "test/docs", `block-${String(process.pid)}.ts`);
    try {
      writeFileSync(file, (code ?? "").replaceAll('"kserve-stack"', '"../../charts/index"'));
      const environment = { ...process.env, CDK8S_OUTDIR: directory };
      execFileSync(process.execPath, ["--import", "tsx", file], { cwd: root, env: environment, stdio: "pipe" });
    } finally {
      rmSync(file, { force: true });
      rmSync(directory, { recursive: true });
    }
  });
});
