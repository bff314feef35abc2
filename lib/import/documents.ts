import { isCollection, LineCounter, parseAllDocuments, visit, type Document, type Tags } from "yaml";
import { InvalidError } from "../internal/invalid";
import { NUMBERS } from "./numbers";

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

/** How often a document may use its anchors: more than anybody writes, less than what fills a memory. */
const ALIASES = 10_000;

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
    customTags: kubernetesTags,
  });
  const found = parsed as readonly Document.Parsed[];
  const errors = found.flatMap((document) => document.errors.map(({ pos, message }) => `${at(pos[0])}: ${message}`));
  if (errors.length > 0) throw new InvalidError(errors);
  const wrongKeys = found.flatMap((document) =>
    keysThatAreNoText(document, text).map(
      ({ offset, key }) =>
        `${at(offset)}: a key must be text, got ${JSON.stringify(key)}; fix: quotes around it, or what is left of a template rendered first`,
    ),
  );
  if (wrongKeys.length > 0) throw new InvalidError(wrongKeys);
  return found.flatMap((document) => {
    const value = plain(document, at(document.range[0]));
    return value === null ? [] : objects(value, [], (path) => at(offsetOf(document, path)));
  });
}

/** The tags of Kubernetes' parser: its own numbers, and times as text. */
function kubernetesTags(tags: Tags): Tags {
  const isOther = (tag: string): boolean => !/:(int|float|timestamp)$/.test(tag);
  return [...NUMBERS, ...tags.filter((tag) => typeof tag === "string" || isOther(tag.tag))];
}

/** Keys that are lists or objects, as braces around a name become: `{{ name }}` of a template that nobody rendered. */
function keysThatAreNoText(document: Document.Parsed, text: string): { offset: number; key: string }[] {
  const found: { offset: number; key: string }[] = [];
  visit(document, {
    Pair: (_, { key }) => {
      if (!isCollection(key)) return undefined;
      const [start = 0, end = 0] = key.range ?? [];
      found.push({ offset: start, key: text.slice(start, end) });
      return visit.SKIP;
    },
  });
  return found;
}

function plain(document: Document.Parsed, at: string): unknown {
  try {
    const value = document.toJS({ maxAliasCount: ALIASES }) as unknown;
    // What holds itself has no text.
    JSON.stringify(value);
    return value;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new InvalidError([
      `${at}: ${message.includes("circular") ? "an anchor must not hold an alias of itself; fix: write it out" : message}`,
    ]);
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
  const { apiVersion, kind, items } = fields;
  if (String(apiVersion).startsWith("kustomize.config.k8s.io/")) {
    throw new InvalidError([
      `${at(path)}: an object must be one that a cluster holds, got ${JSON.stringify(kind)}, which makes others; fix: kubectl kustomize FOLDER | kserve-stack import -`,
    ]);
  }
  if (typeof kind === "string" && kind.endsWith("List") && (Array.isArray(items) || items === null)) {
    return (items ?? []).flatMap((item: unknown, index) => objects(item, [...path, "items", index], at));
  }
  const metadata = (fields.metadata ?? {}) as Readonly<Record<string, unknown>>;
  const { namespace, ...others } = metadata;
  const { name } = others;
  if (typeof name !== "string" || name === "") {
    throw new InvalidError([
      `${at([...path, "metadata", "name"])}: metadata.name must be stated, since an object's identity follows from it, got ${shown(name)}; fix: name: my-model`,
    ]);
  }
  // An empty one is none, as for the API server.
  const isStated = (namespace ?? "") !== "";
  if (isStated && typeof namespace !== "string") {
    throw new InvalidError([
      `${at([...path, "metadata", "namespace"])}: metadata.namespace must be text, got ${shown(namespace)}; fix: quotes`,
    ]);
  }
  return [
    {
      at: (field = "") => at([...path, ...steps(field)]),
      manifest: (isStated ? fields : { ...fields, metadata: others }) as unknown as PlainManifest,
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
