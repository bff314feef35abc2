import { Expression, importsOf, print, quoted, type Code, type Import } from "./code";
import type { DeploymentMode } from "../kserve/config/deploy";
import { Names } from "./names";
import type { ImportedObject } from "./object";
import { propertiesOf } from "./properties";

/** An object with where the program puts it. */
export interface PlacedObject extends ImportedObject {
  /** Undefined of a cluster-scoped object. */
  readonly namespace: string | undefined;
  readonly mode: DeploymentMode;
}

/** What a program is written from. */
export interface ProgramSource {
  /** Names of the files, for the comment above it. */
  readonly files: readonly string[];
  readonly objects: readonly PlacedObject[];
  /** Sentences about what is not in the program, as comments. */
  readonly missing: readonly string[];
  readonly platformMode: DeploymentMode;
  /** Properties of the platform. */
  readonly platform: Readonly<Record<string, Code>>;
  /** Version of KServe, for comments. */
  readonly version: string;
}

/** Writes the program that makes the objects, cluster-scoped ones first, then namespace by namespace. */
export function program(source: ProgramSource): string {
  const writer = new Writer(source);
  const cluster = writer.statements(undefined);
  const namespaces = [...new Set(source.objects.flatMap(({ namespace }) => namespace ?? []))];
  const places = namespaces.map((namespace) => [writer.place(namespace), ...writer.statements(namespace)].join("\n"));
  const platform = Object.keys(source.platform).length === 0 ? "" : `, ${print(source.platform, "", 52, 3)}`;
  importsOf(source.platform).forEach((needed) => {
    writer.need(needed);
  });
  const body = [
    `const app = new ServingApp();\nconst platform = ServingPlatform.existing(app${platform});`,
    ...(cluster.length === 0 ? [] : [cluster.join("\n")]),
    ...places,
    ...(source.missing.length === 0 ? [] : [source.missing.map((sentence) => `// ${sentence}`).join("\n")]),
    "app.synth();",
  ];
  // A name may hold what would end the comment.
  const files = source.files.join(", ").replaceAll(/\s/g, " ");
  const head = `// Written by kserve-stack import from ${files}.\n${writer.imports()}`;
  return `${[head, ...body].join("\n\n")}\n`;
}

class Writer {
  readonly #source: ProgramSource;
  readonly #names = new Names([
    ..."app platform Duration ApiObject JsonPatch ServingApp ServingPlatform existing".split(" "),
    ..."require module exports process console".split(" "),
  ]);
  readonly #variables = new Map<PlacedObject, string>();
  readonly #places = new Map<string | undefined, string>();
  readonly #needed = new Map<string, Import>();

  constructor(source: ProgramSource) {
    this.#source = source;
    for (const name of ["ServingApp", "ServingPlatform"]) this.need({ name, from: "kserve-stack" });
  }

  public need(needed: Import): void {
    this.#needed.set(needed.name, needed);
  }

  public imports(): string {
    return (["cdk8s", "kserve-stack"] as const)
      .flatMap((from) => {
        const names = [...this.#needed.values()].filter((needed) => needed.from === from).map(({ name }) => name);
        if (names.length === 0) return [];
        names.sort();
        const line = `import { ${names.join(", ")} } from "${from}";`;
        return [
          line.length <= 120 ? line : `import {\n${names.map((name) => `  ${name},\n`).join("")}} from "${from}";`,
        ];
      })
      .join("\n");
  }

  /** The line that makes the place for a namespace's objects. */
  public place(namespace: string): string {
    const variable = this.#names.variable(namespace, "Namespace");
    this.#places.set(namespace, variable);
    return `const ${variable} = platform.namespace(${quoted(namespace)});`;
  }

  /** The lines that make the objects of one namespace, each after those that it refers to. */
  public statements(namespace: string | undefined): string[] {
    const here = this.#source.objects.filter((object) => object.namespace === namespace);
    const referred = new Set(here.flatMap((object) => references(object).flatMap((ref) => find(here, ref) ?? [])));
    const sorted = [...here].sort((a, b) => Number(references(a).length > 0) - Number(references(b).length > 0));
    return sorted.map((object) => this.#statement(object, here, referred.has(object)));
  }

  #statement(object: PlacedObject, here: readonly PlacedObject[], isReferred: boolean): string {
    const { code, manifest, unknown } = object;
    if (!code) return this.#plain(object);
    this.need({ name: code.construct, from: "kserve-stack" });
    const variable =
      isReferred || unknown.length > 0 ? this.#names.variable(manifest.metadata.name, code.construct) : undefined;
    if (variable !== undefined) this.#variables.set(object, variable);
    const id = this.#names.id(object.namespace ?? "", manifest.metadata.name, code.construct);
    const properties = propertiesOf(
      { ...object, code },
      {
        id,
        mode: object.mode,
        platformMode: this.#source.platformMode,
        variableOf: (kind, name) => {
          const other = find(here, { kind, name });
          return other && this.#variables.get(other);
        },
      },
    );
    importsOf(properties).forEach((needed) => {
      this.need(needed);
    });
    const scope = code.scope === "cluster" ? "platform" : (this.#places.get(object.namespace) ?? "platform");
    const declared = variable === undefined ? "" : `const ${variable} = `;
    const start = `${declared}new ${code.construct}(${scope}, ${quoted(id)}, `;
    const made = `${start}${expanded(properties)});`;
    return [made, ...this.#patches(object, variable ?? "")].join("\n");
  }

  #patches({ unknown }: PlacedObject, variable: string): string[] {
    if (unknown.length === 0) return [];
    this.need({ name: "ApiObject", from: "cdk8s" });
    this.need({ name: "JsonPatch", from: "cdk8s" });
    return unknown.flatMap(({ path, pointer, value }) => {
      const start = `ApiObject.of(${variable}).addJsonPatch(JsonPatch.add(${quoted(pointer)}, `;
      return [
        path.startsWith("metadata.")
          ? "// No property of the construct."
          : `// KServe ${this.#source.version} has no such field: synth refuses it until it is corrected or taken out.`,
        `${start}${print(value as Code, "", start.length, 3)}));`,
      ];
    });
  }

  /** An object that this package has no construct of. */
  #plain({ manifest: stated, namespace }: PlacedObject): string {
    const { metadata } = stated;
    const manifest = { ...stated, metadata: namespace === undefined ? metadata : { ...metadata, namespace } };
    this.need({ name: "ApiObject", from: "cdk8s" });
    const id = this.#names.id(namespace ?? "", manifest.metadata.name, manifest.kind);
    const scope = namespace === undefined ? "platform.clusterResources" : (this.#places.get(namespace) ?? "platform");
    return `new ApiObject(${scope}, ${quoted(id)}, ${expanded(manifest as unknown as Code)});`;
  }
}

/** The properties of a construct always take lines of their own, as long as there are any. */
function expanded(properties: Code): string {
  if (properties instanceof Expression || typeof properties !== "object" || properties === null) return "{}";
  return Object.keys(properties).length === 0 ? "{}" : print(properties, "", Infinity);
}

interface Reference {
  readonly kind: string;
  readonly name: string;
}

function find(objects: readonly PlacedObject[], { kind, name }: Reference): PlacedObject | undefined {
  return objects.find(({ manifest, code }) => code && manifest.kind === kind && manifest.metadata.name === name);
}

/** What the fields of an object name that its kind knows as references. */
function references({ manifest, code }: PlacedObject): Reference[] {
  return Object.entries(code?.refersTo ?? {}).flatMap(([path, kind]) =>
    textsAt(manifest, path.split(/\.|(?=\[\]|\{\})/)).map((name) => ({ kind, name })),
  );
}

function textsAt(value: unknown, [step, ...rest]: readonly string[]): string[] {
  if (step === undefined) return typeof value === "string" ? [value] : [];
  if (typeof value !== "object" || value === null) return [];
  const fields = value as Readonly<Record<string, unknown>>;
  return step === "[]" || step === "{}"
    ? Object.values(fields).flatMap((item) => textsAt(item, rest))
    : textsAt(fields[step], rest);
}
