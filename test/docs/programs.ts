import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import ts from "typescript";

export const root = resolve(__dirname, "../..");

/** The text of a page. */
export function read(page: string): string {
  return readFileSync(join(root, page), "utf8");
}

/** The pages of one folder. */
export function pagesOf(folder: string): string[] {
  return readdirSync(join(root, folder)).flatMap((name) => (name.endsWith(".md") ? [`${folder}/${name}`] : []));
}

/** A program of the documentation. */
export interface Program {
  /** Page, and place in it. */
  readonly title: string;
  /** Where it could lie, beside the sources, so that names of modules resolve to them. */
  readonly file: string;
  readonly code: string;
  /** What stands right below it: excerpts of the YAML that it writes. */
  readonly yaml: string | undefined;
}

/** The programs of a page. */
export function programsOf(page: string): Program[] {
  return [...read(page).matchAll(/```ts\n([\s\S]*?)```(?:\n\n```yaml\n([\s\S]*?)```)?/g)].map(
    ([, code = "", yaml], index) => ({
      title: `${page}, ${String(index + 1)}`,
      file: join(root, "test/docs", `${page.replaceAll(/\W/g, "-")}-${String(index + 1)}.ts`),
      code: code.replace(
        /"(kserve-stack|kserve-stack\/pulumi|kserve-stack\/testing|\.\.\/.+)"/g,
        (_, name: string) => `"${sourceOf(name)}"`,
      ),
      yaml,
    }),
  );
}

/** The source that stands for a module of a program: an entry point's, or that of a file of `lib/`. */
function sourceOf(name: string): string {
  if (name === "kserve-stack") return "../../charts/index";
  if (name === "kserve-stack/pulumi") return "../../stacks/index";
  return name.startsWith("../") ? `../../lib/${name.slice("../".length)}` : "../../charts/testing";
}

/** What the compiler says of each program, by its file. */
export function mistakes(programs: readonly Program[]): ReadonlyMap<string, string> {
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), (path) => ts.sys.readFile(path)) as {
    config: object;
  };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const host = ts.createCompilerHost(options);
  const codes = new Map(programs.map(({ file, code }) => [file, code]));
  host.fileExists = (file) => codes.has(file) || ts.sys.fileExists(file);
  host.readFile = (file) => codes.get(file) ?? ts.sys.readFile(file);
  const program = ts.createProgram([...codes.keys()], options, host);
  return new Map(
    [...codes.keys()].map((file) => {
      const source = program.getSourceFile(file);
      const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
      return [file, found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n")).join("\n")];
    }),
  );
}

/** What came of a program. */
export interface Outcome {
  /** Its error; empty where it ended well. */
  readonly error: string;
  /** The YAML files that it wrote, as one text. */
  readonly written: string;
}

/** Runs the programs one after another in one process, each with a scratch folder of its own to write to. */
export function run(programs: readonly Program[]): ReadonlyMap<string, Outcome> {
  const work = mkdtempSync(join(tmpdir(), "kserve-stack-programs-"));
  const runs = programs.map(({ file }, index) => ({ file, outdir: join(work, String(index)) }));
  const runner = `
    const errors = {};
    // A Pulumi program runs to its end without an engine.
    const { runtime } = require("@pulumi/pulumi");
    runtime.setMocks({ newResource: ({ name, inputs }) => ({ id: name, state: inputs }), call: () => ({}) });
    for (const { file, outdir } of ${JSON.stringify(runs)}) {
      process.env.CDK8S_OUTDIR = outdir;
      try { require(file); } catch (error) { errors[file] = String(error?.stack ?? error); }
    }
    process.stdout.write("\\n" + JSON.stringify(errors));`;
  try {
    for (const { file, code } of programs) writeFileSync(file, code);
    for (const { outdir } of runs) mkdirSync(outdir);
    const options = { cwd: root, encoding: "utf8", maxBuffer: 2 ** 26 } as const;
    const output = execFileSync(process.execPath, ["--import", "tsx", "--eval", runner], options);
    const errors = JSON.parse(output.split("\n").at(-1) ?? "") as Readonly<Record<string, string>>;
    return new Map(
      runs.map(({ file, outdir }) => {
        const yaml = readdirSync(outdir).filter((name) => name.endsWith(".yaml"));
        const written = yaml.map((name) => readFileSync(join(outdir, name), "utf8")).join("---\n");
        return [file, { error: errors[file] ?? "", written }];
      }),
    );
  } finally {
    for (const { file } of programs) rmSync(file, { force: true });
    rmSync(work, { recursive: true });
  }
}
