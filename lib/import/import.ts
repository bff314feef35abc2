import { InvalidError } from "../internal/invalid";
import { latestRelease } from "../releases";
import type { Release } from "../releases/release";
import { checkObject } from "./checks";
import { Expression, type Code } from "./code";
import { documents, type SourceDocument, type SourceFile } from "./documents";
import type { DeploymentMode } from "../kserve/config/deploy";
import { CLASS_ANNOTATION, MODE_ANNOTATION, statedMode } from "./modes";
import { importedObject, type ImportedObject } from "./object";
import { program, type PlacedObject } from "./program";
import { scopeOf } from "./scopes";

/** Settings of {@link importYaml}. */
export interface ImportOptions {
  /** How models run that do not say. @default - Standard where all say so, otherwise Knative */
  readonly mode?: DeploymentMode;
  /** Domain of the platform's models; nothing in the objects depends on it. @default "models.internal", told as a note */
  readonly domain?: string;
  /** Namespace of objects that state none. @default "default" */
  readonly namespace?: string;
  /** @default - the newest */
  readonly release?: Release;
}

/** What came of YAML files. */
export interface Imported {
  /** The program, as TypeScript. */
  readonly code: string;
  /** What is other than in the files, or not there: `file:line: sentence`. */
  readonly notes: readonly string[];
  /** Fields of KServe's objects that its schema knows: each is a property of a construct. */
  readonly typed: number;
  /** Fields of KServe's objects that are patches. */
  readonly patched: number;
}

/**
 * Turns Kubernetes YAML into a program that makes the same objects: KServe's kinds by their constructs, KFServing's as
 * the KServe objects that they became, all else as it stands. Throws all that is wrong with the files at once.
 */
export function importYaml(files: readonly SourceFile[], options: ImportOptions = {}): Imported {
  const release = options.release ?? latestRelease;
  const mistakes: string[] = [];
  const attempt = <T>(work: () => readonly T[]): readonly T[] => {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof InvalidError)) throw error;
      mistakes.push(...error.messages);
      return [];
    }
  };
  const sources = files.flatMap((file) => attempt(() => documents(file)));
  const namespace = options.namespace ?? "default";
  const notes: string[] = [];
  const missing: string[] = [];
  const objects = sources.flatMap((source) =>
    attempt((): Placing[] => {
      if (isSecretData(source)) {
        const { name, namespace: own = namespace } = source.manifest.metadata;
        missing.push(
          `Secret ${own}/${name} is left out: a program is no place for its data. Bring it by kubectl, or by what keeps secrets.`,
        );
        notes.push(`${source.at()}: Secret ${own}/${name} is left out, since a program is no place for its data`);
        return [];
      }
      const object = importedObject(source, release);
      const place = placeOf(object, release, namespace, notes);
      checkObject(object, place ?? namespace);
      return [{ ...object, namespace: place, stated: object.code?.hasMode === true ? statedMode(source) : undefined }];
    }),
  );
  attempt(() => twins(objects));
  const platformMode = options.mode ?? modeOf(objects);
  const placed = objects.flatMap((object) => attempt(() => [inMode(object, platformMode, notes)]));
  if (placed.length === 0 && mistakes.length === 0 && missing.length === 0) {
    mistakes.push(
      `${files.map(({ name }) => name).join(", ")}: no object in it; fix: name a file with YAML of Kubernetes`,
    );
  }
  if (mistakes.length > 0) throw new InvalidError(mistakes);
  const kserve = placed.filter(({ code }) => code);
  const typed = kserve.reduce((sum, object) => sum + object.typed, 0);
  return {
    code: program({
      files: files.map(({ name }) => name),
      objects: placed,
      missing,
      platformMode,
      platform: { domain: options.domain ?? DOMAIN, ...platformOf(placed, platformMode, release) },
      version: release.components.kserve.version,
    }),
    notes: [
      ...placed.flatMap((object) => object.notes),
      ...notes,
      ...(options.domain === undefined ? [`the platform's domain is ${DOMAIN} until it is stated: --domain`] : []),
    ],
    typed,
    patched: kserve.reduce((sum, { unknown }) => sum + unknown.length, 0),
  };
}

/** A platform has to have a domain; one that nobody can mistake for theirs. */
const DOMAIN = "models.internal";

type Placing = ImportedObject & { readonly namespace: string | undefined; readonly stated: DeploymentMode | undefined };

function placeOf(object: ImportedObject, release: Release, fallback: string, notes: string[]): string | undefined {
  const { manifest, code, source } = object;
  const scope = scopeOf(manifest, release);
  const { namespace } = manifest.metadata;
  if (code?.scope === "cluster") {
    const path = "metadata.namespace";
    if (namespace !== undefined) {
      notes.push(`${source.at(path)}: ${path} is left out (${namespace}), since a ${manifest.kind} belongs to none`);
    }
    return undefined;
  }
  if (scope === "Cluster") return undefined;
  if (namespace !== undefined) return namespace;
  const what = `${manifest.kind} ${manifest.metadata.name} states no namespace`;
  notes.push(
    scope === undefined
      ? `${source.at()}: ${what} and is left so, since its kind may have none`
      : `${source.at()}: ${what} and goes to ${fallback}`,
  );
  return scope === undefined ? undefined : fallback;
}

/** Whether an object holds what nobody else should read. */
function isSecretData({ manifest }: SourceDocument): boolean {
  const { apiVersion, kind, data, stringData } = manifest;
  const holds = (value: unknown): boolean =>
    typeof value === "object" && value !== null && Object.keys(value).length > 0;
  return apiVersion === "v1" && kind === "Secret" && (holds(data) || holds(stringData));
}

function twins(objects: readonly Placing[]): [] {
  const seen = new Map<string, SourceDocument>();
  for (const { manifest, namespace, source } of objects) {
    const group = manifest.apiVersion.includes("/") ? (manifest.apiVersion.split("/")[0] ?? "") : "";
    const identity = `${group}/${manifest.kind} ${namespace ?? ""}/${manifest.metadata.name}`;
    const twin = seen.get(identity);
    if (twin) {
      throw new InvalidError([
        `${source.at()}: ${manifest.kind} ${manifest.metadata.name} must be stated once, got it at ${twin.at()} too; fix: another name or namespace, or one of the two`,
      ]);
    }
    seen.set(identity, source);
  }
  return [];
}

/** A platform has the mode of its models where they agree. */
function modeOf(objects: readonly Placing[]): DeploymentMode {
  const running = objects.filter(({ code }) => code?.hasMode);
  return running.length > 0 && running.every(({ stated }) => stated === "Standard") ? "Standard" : "Knative";
}

function inMode({ stated, ...object }: Placing, platformMode: DeploymentMode, notes: string[]): PlacedObject {
  const mode = stated ?? platformMode;
  const { source, manifest, code } = object;
  if (!code?.hasMode) return { ...object, mode };
  const what = `${manifest.kind} ${manifest.metadata.name}`;
  if (platformMode === "Standard" && mode === "Knative") {
    throw new InvalidError([
      `${source.at("metadata.annotations")}: ${what} must be of mode Standard on a platform of that mode, got "Knative"; fix: --mode Knative`,
    ]);
  }
  const annotations = manifest.metadata.annotations as Readonly<Record<string, string>> | undefined;
  const word = annotations?.[MODE_ANNOTATION];
  if (word === undefined) notes.push(`${source.at()}: ${what} gets the annotation ${MODE_ANNOTATION}: ${mode}`);
  else if (word !== mode) notes.push(`${source.at("metadata.annotations")}: ${what} says ${mode} for ${word}`);
  return { ...object, mode };
}

function platformOf(
  objects: readonly PlacedObject[],
  mode: DeploymentMode,
  { components }: Release,
): Readonly<Record<string, Code>> {
  const running = objects.filter(({ code }) => code?.hasMode);
  const usesKeda = running.some(
    ({ manifest }) =>
      (manifest.metadata.annotations as Readonly<Record<string, string>> | undefined)?.[CLASS_ANNOTATION] === "keda",
  );
  return {
    ...(mode === "Standard" && { mode }),
    ...(mode === "Knative" && running.some((object) => object.mode === "Standard") && { gatewayApi: true }),
    ...(usesKeda && {
      keda: new Expression(`existing({ version: "${components.keda.version}" })`, [
        { name: "existing", from: "kserve-stack" },
      ]),
    }),
  };
}
