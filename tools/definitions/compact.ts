import { createHash } from "node:crypto";
import { mapChildren, type Definition, type DefinitionData, type Schema } from "../../lib/definitions/schema";

/** Subtrees shorter than this stay where they are: a reference would not be shorter or easier to read. */
const MIN_SHARED_BYTES = 160;

/** A definition as upstream ships it. */
type Upstream = Definition & { readonly status?: unknown };

/** Upstream's definitions without prose, with each repeated subtree once. */
export function compact(definitions: readonly Upstream[]): DefinitionData {
  const plain = definitions.map(withoutProse);
  const seen = new Map<string, { count: number; name: string }>();
  const count = (schema: Schema, name: string): void => {
    const text = JSON.stringify(schema);
    if (text.length >= MIN_SHARED_BYTES) {
      const entry = seen.get(text);
      if (entry) {
        entry.count += 1;
        return;
      }
      seen.set(text, { count: 1, name });
    }
    children(schema).forEach(([child, key]) => {
      count(child, key ?? name);
    });
  };
  plain.forEach(({ spec }) => {
    spec.versions.forEach((version) => {
      count(version.schema.openAPIV3Schema, spec.names.kind);
    });
  });
  const names = new Map<string, string>();
  const types: Record<string, Schema> = {};
  const shared = (schema: Schema): Schema => {
    const text = JSON.stringify(schema);
    const entry = seen.get(text);
    if (!entry || entry.count < 2) return mapChildren(schema, shared);
    let name = names.get(text);
    if (name === undefined) {
      // The content's hash keeps a name when other types come and go: a new release shows only what changed.
      name = `${capital(entry.name)}-${createHash("sha256").update(text).digest("hex").slice(0, 6)}`;
      names.set(text, name);
      types[name] = mapChildren(schema, shared);
    }
    return { $ref: name };
  };
  const compacted = plain.map((definition) => ({
    ...definition,
    spec: {
      ...definition.spec,
      versions: definition.spec.versions.map((version) => ({
        ...version,
        schema: { openAPIV3Schema: shared(version.schema.openAPIV3Schema) },
      })),
    },
  }));
  return {
    types: Object.fromEntries(Object.entries(types).sort(([a], [b]) => (a < b ? -1 : 1))),
    definitions: compacted.sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1)),
  };
}

/** The definition without descriptions, and without what the API server or cert-manager writes. */
export function withoutProse({ apiVersion, kind, metadata, spec }: Upstream): Definition {
  return {
    apiVersion,
    kind,
    metadata: {
      name: metadata.name,
      ...(metadata.labels && { labels: metadata.labels }),
      ...(metadata.annotations && { annotations: metadata.annotations }),
    },
    spec: {
      ...spec,
      versions: spec.versions.map((version) => ({
        ...version,
        schema: { openAPIV3Schema: stripped(version.schema.openAPIV3Schema) },
      })),
    },
  };
}

const PROSE = new Set(["description", "title", "externalDocs", "example"]);

function stripped(schema: Schema): Schema {
  const kept = Object.fromEntries(Object.entries(schema).filter(([keyword]) => !PROSE.has(keyword))) as Schema;
  return mapChildren(kept, stripped);
}

function children(schema: Schema): [Schema, string | undefined][] {
  const { properties = {}, items, additionalProperties } = schema;
  return [
    ...Object.entries(properties).map(([key, child]): [Schema, string] => [child, key]),
    ...(items ? [[items, undefined] as [Schema, undefined]] : []),
    ...(typeof additionalProperties === "object" ? [[additionalProperties, undefined] as [Schema, undefined]] : []),
  ];
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
