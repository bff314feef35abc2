import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import { importYaml, type Imported } from "../../lib/import/import";
import { root, type Program } from "../docs/programs";

/** Where the corpus lies: a file a feature, a folder a kind. */
export const corpusFolder = join(root, "test/import/corpus");

/** One file of the corpus. */
export interface CorpusFile {
  /** `inference-service/sklearn.yaml` */
  readonly name: string;
  readonly text: string;
}

/** Every file of the corpus. */
export function corpusFiles(): CorpusFile[] {
  return readdirSync(corpusFolder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".yaml"))
    .sort()
    .map((name) => ({ name, text: readFileSync(join(corpusFolder, name), "utf8") }));
}

/** KServe's own objects in the files of the corpus, each with the name of its file. */
export function kserveObjects(): { readonly name: string; readonly object: Record<string, unknown> }[] {
  return corpusFiles()
    .flatMap(({ name, text }) => objectsOf(text).map((object) => ({ name, object })))
    .filter(({ object }) => String(object.apiVersion).startsWith("serving.kserve.io/"));
}

/** A program that was imported, as one that the documentation's tests compile and run. */
export function programOf({ name, text }: CorpusFile): Program & Imported {
  const imported = importYaml([{ name, text }]);
  return { ...imported, ...runnable(name, imported.code) };
}

/** A program beside the sources, so that names of modules resolve to them. */
export function runnable(name: string, code: string): Program {
  return {
    title: name,
    file: join(root, "test/import", `${name.replaceAll(/\W/g, "-")}.imported.ts`),
    code: code.replace('"kserve-stack"', '"../../charts/index"'),
    yaml: undefined,
  };
}

/** The objects of YAML text, read as Kubernetes reads it. */
export function objectsOf(text: string): Record<string, unknown>[] {
  return parseAllDocuments(text, { version: "1.1" }).flatMap((document) => {
    const value = document.toJS() as Record<string, unknown> | null;
    if (value === null) return [];
    return Array.isArray(value.items) ? (value.items as Record<string, unknown>[]) : [value];
  });
}
