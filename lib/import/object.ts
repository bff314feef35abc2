import { schemaOf, type FoundSchema } from "../definitions/find-schema";
import { violations } from "../definitions/violations";
import { invalid, InvalidError, invalidity } from "../internal/invalid";
import { nearest } from "../internal/nearest";
import type { Release } from "../releases/release";
import { withoutClusterFields } from "./cluster-fields";
import type { PlainManifest, SourceDocument } from "./documents";
import { defaulted } from "./defaulted";
import { converted } from "./kfserving";
import { KINDS, type KindCode } from "./kinds";
import { typedFields, type UnknownField } from "./typed-fields";

const GROUP = "serving.kserve.io/";

/** An object that a program will make. */
export interface ImportedObject {
  readonly source: SourceDocument;
  /** Without what a cluster wrote, and as KServe knows it; of a kind with a construct, known fields only. */
  readonly manifest: PlainManifest;
  /** Undefined where this package has no construct of it. */
  readonly code: KindCode | undefined;
  /** What the construct has no property for. */
  readonly unknown: readonly UnknownField[];
  /** How many fields are written as properties. */
  readonly typed: number;
  /** What a reader has to know. */
  readonly notes: readonly string[];
}

/** Reads one document; throws where KServe would refuse the object. */
export function importedObject(source: SourceDocument, release: Release): ImportedObject {
  const { manifest: own, written } = withoutClusterFields(source.manifest);
  const { manifest: ours, changes } = converted(own, source.at());
  const { manifest, changes: mended } = defaulted(ours, release);
  const note = (text: string, path = ""): string => `${source.at(path)}: ${text}`;
  const notes = [
    ...changes.map((change) => note(change)),
    ...mended.map((change) => note(`${change}, as KServe's webhook has it`)),
    ...(written.length === 0 ? [] : [note(`left out, since the cluster writes it: ${written.join(", ")}`)]),
  ];
  const code = manifest.apiVersion.startsWith(GROUP) ? KINDS[manifest.kind] : undefined;
  const schema = code && schemaOf(release, manifest.apiVersion, manifest.kind);
  if (!code || !schema) {
    judge(source, manifest, release);
    return { source, manifest, code: undefined, unknown: [], typed: 0, notes };
  }
  const split = parted(manifest, schema);
  judge(source, split.known, release);
  if (split.known.spec === undefined) {
    throw invalid(source.at(), "spec", {
      expected: `stated, without which ${/^[AEIOU]/.test(manifest.kind) ? "an" : "a"} ${manifest.kind} is nothing`,
      got: undefined,
      fix: "spec: …",
    });
  }
  checkValues(source, split.known, code);
  return {
    source,
    manifest: split.known,
    code,
    unknown: split.unknown,
    typed: split.count,
    notes: [
      ...notes,
      ...(split.absent.length === 0 ? [] : [note(`left out, since null is nothing: ${split.absent.join(", ")}`)]),
      ...split.unknown.map(({ path }) =>
        path.startsWith("metadata.")
          ? note(`${path} is kept as a patch: the construct has no property for it`, path)
          : note(`${path} is kept as a patch, which synth refuses: ${unknownTo(release, path, schema)}`, path),
      ),
    ],
  };
}

function unknownTo(release: Release, path: string, { schema, types }: FoundSchema): string {
  const names = [...namesIn(schema), ...Object.values(types).flatMap(namesIn)];
  const own = path.split(".").at(-1) ?? "";
  const near = nearest(own, names);
  const hint = near === undefined ? "" : near === own ? " here, but elsewhere" : `; did you mean ${near}?`;
  return `KServe ${release.components.kserve.version} has no such field${hint}`;
}

function namesIn({ properties, items }: FoundSchema["schema"]): string[] {
  return [
    ...Object.entries(properties ?? {}).flatMap(([name, child]) => [name, ...namesIn(child)]),
    ...(items ? namesIn(items) : []),
  ];
}

/** What the construct has properties for, and what it has none for. */
function parted(
  { apiVersion, kind, metadata, ...rest }: PlainManifest,
  schema: FoundSchema,
): { known: PlainManifest; unknown: UnknownField[]; absent: readonly string[]; count: number } {
  const body = typedFields(rest, schema, "", "");
  const { name, namespace, labels, annotations, ...others } = metadata;
  const known = { name, ...(namespace !== undefined && { namespace }) };
  const described = Object.entries({ labels, annotations }).filter(
    ([, value]) => value !== undefined && value !== null,
  );
  const unknown = Object.entries(others).map(([key, value]) => ({
    path: `metadata.${key}`,
    pointer: `/metadata/${key}`,
    value,
  }));
  return {
    known: { apiVersion, kind, metadata: { ...known, ...Object.fromEntries(described) }, ...(body.known as object) },
    unknown: [...unknown, ...body.unknown],
    absent: body.absent,
    count: body.count + described.length,
  };
}

function judge(source: SourceDocument, manifest: PlainManifest, release: Release): void {
  const found = violations(manifest, release).map(({ path, ...what }) => invalidity(source.at(path), path, what));
  for (const key of ["labels", "annotations"] as const) {
    const values = manifest.metadata[key];
    if (values === undefined || values === null) continue;
    const path = `metadata.${key}`;
    const isText = typeof values === "object" && Object.values(values).every((value) => typeof value === "string");
    if (isText) continue;
    found.push(
      invalidity(source.at(path), path, {
        expected: "an object of texts",
        got: values,
        fix: 'quotes: numbers and booleans are "1" and "true" there',
      }),
    );
  }
  if (found.length > 0) throw new InvalidError(found);
}

/** Values that our types do not have, because KServe reads nothing else. */
function checkValues(source: SourceDocument, manifest: PlainManifest, { values }: KindCode): void {
  for (const [path, known] of Object.entries(values)) {
    for (const [at, value] of valuesAt(manifest, path.split(/\.|(?=\[\]|\{\})/))) {
      if (known.includes(String(value))) continue;
      throw new InvalidError([
        invalidity(source.at(at), at, {
          expected: `one of ${known.join(", ")}: KServe knows no other`,
          got: value,
          fix: nearest(String(value), known) ?? known[0] ?? "leave it out",
        }),
      ]);
    }
  }
}

function valuesAt(value: unknown, [step, ...rest]: readonly string[], at = ""): [string, unknown][] {
  if (step === undefined) return [[at, value]];
  if (typeof value !== "object" || value === null) return [];
  if (step === "[]" || step === "{}") {
    return Object.entries(value).flatMap(([key, item]) =>
      valuesAt(item, rest, step === "[]" ? `${at}[${key}]` : `${at}.${key}`),
    );
  }
  const fields = value as Readonly<Record<string, unknown>>;
  return fields[step] === undefined ? [] : valuesAt(fields[step], rest, at === "" ? step : `${at}.${step}`);
}
