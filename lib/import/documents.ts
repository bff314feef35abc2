import { LineCounter, parseAllDocuments, type Document } from "yaml";
import { InvalidError } from "../internal/invalid";

/** An object of Kubernetes as plain data. */
export interface PlainManifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Readonly<Record<string, unknown>> & { readonly name: string; readonly namespace?: string };
  readonly [field: string]: unknown;
}

/** One object of a YAML file, with where it stands. */
export interface SourceDocument {
  /** `iris.yaml:12`, where a field such as `spec.predictor.model` stands, or what is around it. */
  readonly at: (path?: string) => string;
  readonly manifest: PlainManifest;
}

/** A file that is to be read. */
export interface SourceFile {
  readonly name: string;
  readonly text: string;
}

/**
 * The objects of a file: several documents, and the items of lists, one by one. Throws one sentence a mistake, with file
 * and line.
 *
 * Words and numbers are read as Kubernetes reads them, which is YAML 1.1: `yes` is true and `0644` is 420.
 */
export function documents({ name, text }: SourceFile): SourceDocument[] {
  const lines = new LineCounter();
  const at = (offset: number): string => `${name}:${lines.linePos(offset).line}`;
  const parsed = parseAllDocuments(text, {
    lineCounter: lines,
    prettyErrors: false,
    version: "1.1",
    // Kubernetes' parser leaves times as text.
    customTags: (tags) =>
      tags.filter((tag) => typeof tag === "string" || (tag.format !== "TIME" && !tag.tag.endsWith(":timestamp"))),
  });
  const found = parsed as readonly Document.Parsed[];
  const errors = found.flatMap((document) => document.errors.map(({ pos, message }) => `${at(pos[0])}: ${message}`));
  if (errors.length > 0) throw new InvalidError(errors);
  return found.flatMap((document) => {
    const value = plain(document, at(document.range[0]));
    return value === null ? [] : objects(value, [], (path) => at(offsetOf(document, path)));
  });
}

function plain(document: Document.Parsed, at: string): unknown {
  try {
    return document.toJS() as unknown;
  } catch (error) {
    throw new InvalidError([`${at}: ${error instanceof Error ? error.message : String(error)}`]);
  }
}

type Step = string | number;

function objects(value: unknown, path: readonly Step[], at: (path: readonly Step[]) => string): SourceDocument[] {
  const fields = value as Readonly<Record<string, unknown>>;
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new InvalidError([`${at(path)}: a document must be an object of Kubernetes, got ${JSON.stringify(value)}`]);
  }
  for (const key of ["apiVersion", "kind"] as const) {
    if (typeof fields[key] === "string" && fields[key] !== "") continue;
    throw new InvalidError([
      `${at([...path, key])}: ${key} must be stated, got ${shown(fields[key])}; fix: ${key === "kind" ? "kind: InferenceService" : "apiVersion: serving.kserve.io/v1beta1"}`,
    ]);
  }
  const { kind, items } = fields;
  if (typeof kind === "string" && kind.endsWith("List") && Array.isArray(items)) {
    return items.flatMap((item: unknown, index) => objects(item, [...path, "items", index], at));
  }
  const { metadata } = fields;
  const name = (metadata as Readonly<Record<string, unknown>> | null | undefined)?.name;
  if (typeof name !== "string" || name === "") {
    throw new InvalidError([
      `${at([...path, "metadata", "name"])}: metadata.name must be stated, since an object's identity follows from it, got ${shown(name)}; fix: name: my-model`,
    ]);
  }
  return [
    {
      at: (field = "") => at([...path, ...steps(field)]),
      manifest: fields as unknown as PlainManifest,
    },
  ];
}

function shown(value: unknown): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}

/** `spec.predictor.containers[0]`, step by step. */
function steps(path: string): Step[] {
  return [...path.matchAll(/\[(\d+)\]|([^.[\]]+)/g)].map(([, index, key]) => (key === undefined ? Number(index) : key));
}

/** Where a field starts, or what is nearest around it. */
function offsetOf(document: Document.Parsed, path: readonly Step[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true) as { readonly range?: readonly number[] } | undefined;
    const start = node?.range?.[0];
    if (start !== undefined) return start;
  }
  return (document.contents as { readonly range?: readonly number[] } | null)?.range?.[0] ?? document.range[0];
}
