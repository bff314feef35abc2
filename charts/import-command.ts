import { readdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { parseArgs } from "node:util";
import type { SourceFile } from "../lib/import/documents";
import { importYaml } from "../lib/import/import";
import { InvalidError } from "../lib/internal/invalid";

/** What `kserve-stack import` takes. */
export const IMPORT_HELP = `       kserve-stack import FILE|DIR|-...    a program that makes the objects of YAML files; a folder means its .yaml and .yml
                              files, - standard input. What is other than in the files is told on standard error
         --out FILE             writes the program there, not to standard output
         --mode MODE            how models run that do not say: Knative (default) or Standard
         --domain DOMAIN        of the platform's models
         --namespace NAME       of objects that state none; default`;

/** The lines of the program that YAML files become; notes go to standard error. */
export function importCommand(args: string[]): string[] {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      out: { type: "string" },
      mode: { type: "string" },
      domain: { type: "string" },
      namespace: { type: "string" },
    },
  });
  const { out, mode, domain, namespace } = values;
  if (mode !== undefined && mode !== "Knative" && mode !== "Standard") {
    throw new InvalidError([`--mode must be Knative or Standard, got ${mode}; fix: --mode Standard`]);
  }
  if (positionals.length === 0) {
    throw new InvalidError([
      "import must be given a file, a folder or -, got nothing; fix: kserve-stack import iris.yaml",
    ]);
  }
  const { code, notes, typed, patched } = importYaml(positionals.flatMap(filesOf), { mode, domain, namespace });
  for (const note of notes) console.error(note);
  const share = typed + patched === 0 ? 100 : Math.floor((typed / (typed + patched)) * 100);
  const all = `${String(typed)} of ${String(typed + patched)} fields`;
  console.error(`${all} of KServe's objects are typed properties (${String(share)} %)`);
  if (out === undefined) return code.trimEnd().split("\n");
  write(out, code);
  return [];
}

/** The files that a name on the command line means. */
function filesOf(name: string): SourceFile[] {
  if (name === "-") return [sourceFile("standard input", 0)];
  try {
    if (!statSync(name).isDirectory()) return [sourceFile(name)];
    const names = readdirSync(name, { recursive: true, encoding: "utf8" })
      .filter((file) => [".yaml", ".yml"].includes(extname(file)) && !/(^|[\\/])(\.|node_modules[\\/])/.test(file))
      .sort();
    if (names.length === 0) throw new InvalidError([`${name}: no .yaml or .yml file in it; fix: name the files`]);
    return names.map((file) => sourceFile(join(name, file)));
  } catch (error) {
    throw unreadable(name, error);
  }
}

/** A file as text. Windows' shells write UTF-16, with a mark in front; what is neither that nor UTF-8 would become another text. */
function sourceFile(name: string, file: string | number = name): SourceFile {
  const bytes = readFileSync(file);
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : "utf-8";
  try {
    return { name, text: new TextDecoder(encoding, { fatal: true }).decode(bytes) };
  } catch {
    throw new InvalidError([`${name}: must be text of UTF-8, got other bytes; fix: save it as UTF-8`]);
  }
}

/** All or nothing: a reader never sees half of it. */
function write(name: string, text: string): void {
  const part = `${name}.${String(process.pid)}.part`;
  try {
    writeFileSync(part, text);
    renameSync(part, name);
  } catch (error) {
    throw unreadable(name, error);
  }
}

function unreadable(name: string, error: unknown): Error {
  if (error instanceof InvalidError || !(error instanceof Error) || !("code" in error)) return error as Error;
  return new InvalidError([
    `${name}: ${error.message}; fix: name a file that can be read, or a folder that can be written to`,
  ]);
}
