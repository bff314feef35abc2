import { annotation, isBuiltIn, type Fields, type KubeObject } from "./object";
import { fromState } from "./checkpoint";
import type { Client } from "./client";
import { differences, pathText, type Difference } from "./difference";
import { normalized } from "./normalize";
import { hasUnknown, plain } from "./properties";
import { pruned } from "./prune";
import { isReplacing, replacingPaths } from "./replacement";
import type { Settings } from "./settings";

/** One property's difference, as the engine is told. */
export interface PropertyDifference extends Difference {
  readonly text: string;
  readonly isReplacing: boolean;
}

/** What an update would do. */
export interface DiffResult {
  readonly properties: readonly PropertyDifference[];
  /** Whether the old object has to go before the new one can be. */
  readonly isDeleteBeforeReplace: boolean;
}

/** What the engine asks to be compared. */
export interface DiffRequest {
  /** The state after the last operation. */
  readonly olds: Fields;
  readonly news: Fields;
  readonly ignoreChanges: readonly string[];
  readonly client: Client | undefined;
  readonly settings: Settings;
}

/**
 * Compares the program with the cluster as it was last seen, of the fields that the program set.
 * source: pulumi-kubernetes provider/pkg/provider/provider.go Diff
 */
export async function diff({ olds, news, ignoreChanges, client, settings }: DiffRequest): Promise<DiffResult> {
  const state = fromState(olds);
  const before = normalized(state.inputs ?? state.live);
  const given = structuredClone(plain(news)) as KubeObject;
  const wanted = hasUnknown(given) ? given : normalized(given);
  const live = pruned(state.live, before) as KubeObject;
  const isNamespaced = (client && (await client.isNamespaced(wanted.apiVersion, wanted.kind))) ?? true;
  for (const side of [live, wanted]) {
    if (isNamespaced) side.metadata.namespace = canonical(side.metadata.namespace);
    else delete side.metadata.namespace;
  }
  live.apiVersion = state.live.apiVersion;
  live.kind = state.live.kind;
  delete live.metadata.resourceVersion;
  if (wanted.metadata.name !== undefined && state.live.metadata.name !== undefined)
    live.metadata.name = state.live.metadata.name;
  const rules = replacingPaths(wanted, settings);
  const properties = differences({ live, wanted, before }, isBuiltIn(wanted))
    .map((difference) => ({
      ...difference,
      text: pathText(difference.path),
      isReplacing: isReplacing(difference.path, rules),
    }))
    .filter(({ text }) => !ignoreChanges.some((path) => isWithin(text, path)));
  return {
    properties,
    isDeleteBeforeReplace:
      properties.some((property) => property.isReplacing) &&
      annotation(wanted, "pulumi.com/autonamed") !== "true" &&
      wanted.metadata.name === state.live.metadata.name &&
      wanted.metadata.namespace === (isNamespaced ? canonical(state.live.metadata.namespace) : undefined),
  };
}

function canonical(namespace: string | undefined): string {
  return namespace === undefined || namespace === "" ? "default" : namespace;
}

function isWithin(text: string, path: string): boolean {
  return text === path || text.startsWith(`${path}.`) || text.startsWith(`${path}[`);
}
