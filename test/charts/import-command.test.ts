import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = resolve(__dirname, "../..");
const iris = `apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
metadata: { name: iris, namespace: team-a }
spec: { predictor: { model: { modelFormat: { name: sklearn }, storageUri: "gs://acme/iris" } } }
`;
let work: string;

beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), "kserve-stack-command-"));
  mkdirSync(join(work, "models/.git"), { recursive: true });
  writeFileSync(join(work, "models/iris.yaml"), iris);
  writeFileSync(join(work, "models/b.yml"), iris.replaceAll("iris", "other"));
  writeFileSync(join(work, "models/.git/x.yaml"), "nothing: of ours");
  writeFileSync(join(work, "bad.yaml"), "a: [1,\nb: 2\n");
});
afterAll(() => {
  rmSync(work, { recursive: true });
});

function cli(args: readonly string[], input = ""): { code: number | null; out: string; errors: string } {
  const command = ["--import", "tsx", join(root, "charts/cli.ts"), "import", ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: root, encoding: "utf8", input });
  return { code: status, out: stdout, errors: stderr };
}

describe("the command kserve-stack import", () => {
  it("writes the program to standard output, and what changed to standard error", () => {
    const { code, out, errors } = cli([join(work, "models/iris.yaml"), "--domain", "models.acme.dev"]);
    expect(code).toBe(0);
    expect(out).toContain('new InferenceService(teamA, "iris", {');
    expect(errors).toContain("iris.yaml:1: InferenceService iris gets the annotation");
    expect(errors.trimEnd().split("\n").at(-1)).toBe("6 of 6 fields of KServe's objects are typed properties (100 %)");
  });

  it("reads a folder's files in their order, hidden ones not", () => {
    const { code, out } = cli([join(work, "models")]);
    expect(code).toBe(0);
    expect(out.indexOf('"other"')).toBeLessThan(out.indexOf('"iris"'));
  });

  it("says how it is used", () => {
    expect(cli(["--help"])).toMatchObject({
      code: 0,
      errors: "",
      out: expect.stringContaining("--namespace NAME") as string,
    });
  });

  it("reads standard input", () => {
    expect(cli(["-"], iris).out).toContain("// Written by kserve-stack import from standard input.");
  });

  it("reads what a shell of Windows writes, and refuses bytes that are no text", () => {
    writeFileSync(join(work, "wide.yaml"), `\ufeff${iris}`, "utf16le");
    expect(cli([join(work, "wide.yaml")]).out).toContain('new InferenceService(teamA, "iris", {');
    writeFileSync(join(work, "latin.yaml"), iris.replace("acme", "acm\u00e9"), "latin1");
    const { code, errors } = cli([join(work, "latin.yaml")]);
    expect(code).toBe(2);
    expect(errors).toMatch(
      /^kserve-stack: .*latin\.yaml: must be text of UTF-8, got other bytes; fix: save it as UTF-8\n$/,
    );
  });

  it("writes a file whole, or none", () => {
    const file = join(work, "program.ts");
    expect(cli([join(work, "models/iris.yaml"), "--out", file])).toMatchObject({ code: 0, out: "" });
    expect(readFileSync(file, "utf8")).toContain("app.synth();\n");
    const other = join(work, "never.ts");
    const { code, errors } = cli([join(work, "models/iris.yaml"), join(work, "bad.yaml"), "--out", other]);
    expect(code).toBe(2);
    expect(errors).toMatch(/^kserve-stack: .*bad\.yaml:2: .+\n/);
    expect(existsSync(other)).toBe(false);
    expect(readdirSync(work).filter((name) => name.endsWith(".part"))).toEqual([]);
  });

  it.each([
    [[], "import must be given a file, a folder or -, got nothing"],
    [["/nowhere.yaml"], "/nowhere.yaml: ENOENT"],
    [["-", "--mode", "Serverless"], "--mode must be Knative or Standard, got Serverless; fix: --mode Standard"],
    [["-", "--into", "x"], "Unknown option '--into'"],
    [["-", "--out", "/nowhere/x.ts"], "/nowhere/x.ts: ENOENT"],
  ])("answers %j with one sentence and code 2", (args, sentence) => {
    const { code, errors } = cli(args, iris);
    expect(code).toBe(2);
    const told = errors.split("\n").filter((line) => line.startsWith("kserve-stack: "));
    expect(told).toHaveLength(1);
    expect(told[0]).toContain(sentence);
    expect(errors).not.toMatch(/\n\s+at /);
  });
});
