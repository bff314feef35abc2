import { join, resolve } from "node:path";
import ts from "typescript";
import { schemaOf } from "../../lib/definitions/find-schema";
import type { Schema } from "../../lib/definitions/schema";
import { latestRelease } from "../../lib/releases";

const root = resolve(__dirname, "../..");

/** A type of the package and the schema that it has to say. */
export interface Typed {
  /** File with the type, from the root of the repository. */
  readonly file: string;
  readonly type: string;
  readonly apiVersion: string;
  readonly kind: string;
  /** Path of the schema in the kind's, e.g. `spec`. */
  readonly path: readonly string[];
}

/** How a type and a schema differ. */
export interface Differences {
  /** Fields that the schema names and the type cannot say. */
  readonly unsayable: readonly string[];
  /** Fields that the type offers and the schema refuses. */
  readonly unknown: readonly string[];
  /** Fields that were looked at. */
  readonly fields: number;
}

/** Holds a type against a schema, field by field, both ways. */
export function differences({ file, type, apiVersion, kind, path }: Typed): Differences {
  const found = schemaOf(latestRelease, apiVersion, kind);
  if (!found) throw new Error(`no schema of ${apiVersion} ${kind}`);
  const plain = (schema: Schema | undefined): Schema =>
    schema?.$ref === undefined ? (schema ?? {}) : plain(found.types[schema.$ref]);
  const program = ts.createProgram([join(root, file)], {
    strict: true,
    module: ts.ModuleKind.Node16,
    target: ts.ScriptTarget.ES2022,
    types: [],
    skipLibCheck: true,
  });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(join(root, file));
  const symbol =
    source &&
    checker.getExportsOfModule(checker.getSymbolAtLocation(source) as ts.Symbol).find(({ name }) => name === type);
  if (!symbol) throw new Error(`${file} exports no ${type}`);

  const unsayable: string[] = [];
  const unknown: string[] = [];
  let fields = 0;
  /** The types that a value may have, one by one. */
  const parts = (of: readonly ts.Type[]): ts.Type[] =>
    of.flatMap((type) => {
      const sure = checker.getNonNullableType(type);
      return sure.isUnion() ? parts(sure.types) : [sure];
    });
  const is = (of: readonly ts.Type[], flags: ts.TypeFlags): boolean =>
    parts(of).some((part) => (part.flags & flags) !== 0);
  const walk = (schema: Schema, of: readonly ts.Type[], at: string): void => {
    fields += 1;
    const missing = (): void =>
      void unsayable.push(`${at}: ${of.map((type) => checker.typeToString(type)).join(" | ")}`);
    if (schema["x-kubernetes-int-or-string"]) {
      if (!is(of, ts.TypeFlags.StringLike) || !is(of, ts.TypeFlags.NumberLike)) missing();
    } else if (schema.type === "array") {
      const items = parts(of).flatMap((part) => checker.getIndexTypeOfType(part, ts.IndexKind.Number) ?? []);
      if (items.length === 0) missing();
      else walk(plain(schema.items), items, `${at}[]`);
    } else if (typeof schema.additionalProperties === "object") {
      const values = parts(of).flatMap((part) => checker.getIndexTypeOfType(part, ts.IndexKind.String) ?? []);
      if (values.length === 0) missing();
      else walk(plain(schema.additionalProperties), values, `${at}{}`);
    } else if (schema.properties) {
      const known = schema.properties;
      for (const [name, child] of Object.entries(known)) {
        const properties = parts(of).flatMap((part) => part.getProperty(name) ?? []);
        if (properties.length > 0)
          walk(
            plain(child),
            properties.map((property) => checker.getTypeOfSymbol(property)),
            `${at}.${name}`,
          );
        else unsayable.push(`${at}.${name}`);
      }
      for (const part of parts(of).filter((part) => isPlain(part))) {
        for (const { name } of part.getProperties()) if (!Object.hasOwn(known, name)) unknown.push(`${at}.${name}`);
      }
    } else {
      const flags = {
        string: ts.TypeFlags.StringLike,
        integer: ts.TypeFlags.NumberLike,
        number: ts.TypeFlags.NumberLike,
        boolean: ts.TypeFlags.BooleanLike,
      }[schema.type ?? ""];
      if (flags !== undefined && !is(of, flags)) missing();
      // A value that the schema lists can be said, word for word.
      for (const value of schema.enum ?? []) {
        const says = parts(of).some((part) =>
          part.isStringLiteral() ? part.value === value : is([part], ts.TypeFlags.String),
        );
        if (!says) unsayable.push(`${at}: ${String(value)}`);
      }
    }
  };
  const start = path.reduce((schema, name) => plain(schema.properties?.[name]), plain(found.schema));
  walk(start, [checker.getDeclaredTypeOfSymbol(symbol)], "");
  return { unsayable: [...new Set(unsayable)], unknown: [...new Set(unknown)], fields };
}

/** An object as people write one: no class, whose methods nobody means for fields. */
function isPlain(type: ts.Type): boolean {
  if ((type.flags & ts.TypeFlags.Object) === 0) return false;
  const declared = type.getSymbol()?.declarations ?? [];
  return !declared.some(
    (place) => ts.isClassDeclaration(place) || /cdk8s|constructs/.test(place.getSourceFile().fileName),
  );
}
