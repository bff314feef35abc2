import type { Release } from "../releases/release";
import type { Definition, Schema } from "./schema";
import { definitionData, sourceOfGroup } from "./sources";

type Types = Readonly<Record<string, Schema>>;

/** A schema with the shared types that it refers to. */
export interface FoundSchema {
  readonly schema: Schema;
  readonly types: Types;
}

const found = new Map<string, FoundSchema | undefined>();

/** The schema that a release has of a kind in one of its versions. */
export function schemaOf(release: Release, apiVersion: string, kind: string): FoundSchema | undefined {
  const [group = "", version = ""] = apiVersion.split("/");
  const key = `${sourceOfGroup(release, group) ?? ""} ${apiVersion}/${kind}`;
  if (found.has(key)) return found.get(key);
  const of = definitionOf(release, group, kind);
  const schema = of?.definition.spec.versions.find(({ name }) => name === version)?.schema.openAPIV3Schema;
  const result = of && schema && { schema, types: of.types };
  found.set(key, result);
  return result;
}

/** The definition that a release has of a kind. */
export function definitionOf(
  release: Release,
  group: string,
  kind: string,
): { readonly definition: Definition; readonly types: Types } | undefined {
  const source = sourceOfGroup(release, group);
  const data = source === undefined ? undefined : definitionData(source);
  const definition = data?.definitions.find(({ spec }) => spec.group === group && spec.names.kind === kind);
  return data && definition && { definition, types: data.types };
}
