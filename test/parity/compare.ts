import type { ParityNotes } from "./notes";

/** An object as both sides give it. */
export interface Comparable {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name?: string; readonly generateName?: string; readonly namespace?: string };
}

/** What a comparison of one component found. */
export interface Comparison {
  readonly upstream: number;
  readonly emitted: number;
  readonly leftOut: number;
  readonly fields: number;
  readonly explained: number;
  /** Sentences, each one thing to mend or to explain; empty where the component is at parity. */
  readonly unexplained: readonly string[];
}

/** `Kind namespace/name`, as the notes write it. */
export function titleOf({ kind, metadata: { name, generateName, namespace } }: Comparable): string {
  const own = name ?? `${generateName ?? ""}*`;
  return `${kind} ${namespace === undefined ? own : `${namespace}/${own}`}`;
}

/** Compares both ways, object by object and field by field; a note that nothing needs is itself a finding. */
export function compare(upstream: readonly Comparable[], ours: readonly Comparable[], notes: ParityNotes): Comparison {
  const unexplained: string[] = [];
  const theirs = new Map(upstream.map((object) => [titleOf(object), object]));
  const emitted = new Map(ours.map((object) => [titleOf(object), object]));
  const pending = new Set([
    ...notes.leftOut.map(({ object }) => `left out: ${object}`),
    ...notes.added.map(({ object }) => `added: ${object}`),
    ...notes.differences.map(({ object, path }) => `difference: ${object} ${path}`),
  ]);
  const explained = (note: string): boolean => pending.delete(note);
  let fields = 0;
  let differences = 0;
  for (const [title, object] of theirs) {
    const own = emitted.get(title);
    if (!own) {
      if (!explained(`left out: ${title}`)) unexplained.push(`${title}: upstream has it, we do not emit it`);
      continue;
    }
    const want = leaves(object);
    const have = leaves(own);
    for (const path of new Set([...want.keys(), ...have.keys()])) {
      fields += 1;
      if (want.get(path) === have.get(path)) continue;
      if (explained(`difference: ${title} ${path}`)) differences += 1;
      else
        unexplained.push(
          `${title} ${path}: upstream ${want.get(path) ?? "nothing"}, ours ${have.get(path) ?? "nothing"}`,
        );
    }
  }
  for (const title of emitted.keys()) {
    if (!theirs.has(title) && !explained(`added: ${title}`))
      unexplained.push(`${title}: we emit it, upstream does not`);
  }
  unexplained.push(...[...pending].map((note) => `stale note, nothing needs it: ${note}`));
  return {
    upstream: theirs.size,
    emitted: [...theirs.keys()].filter((title) => emitted.has(title)).length,
    leftOut: notes.leftOut.length,
    fields,
    explained: differences,
    unexplained,
  };
}

/** Every leaf by its path; what serializers add without meaning (null timestamps, empty statuses) is not a field. */
function leaves(object: unknown): Map<string, string> {
  const found = new Map<string, string>();
  const walk = (value: unknown, path: string): void => {
    if (value === undefined || value === null || path === "status") return;
    if (Array.isArray(value)) {
      // The order of a pod's volumes means nothing; everything else is compared as it stands.
      const named = path.endsWith(".volumes");
      value.forEach((item: { name?: string } | null, index) => {
        walk(item, `${path}[${(named ? item?.name : undefined) ?? String(index)}]`);
      });
      if (value.length === 0) found.set(path, "[]");
    } else if (typeof value === "object") {
      const entries = Object.entries(value);
      for (const [key, item] of entries) walk(item, path === "" ? key : `${path}.${key}`);
      if (entries.length === 0) found.set(path, "{}");
    } else {
      const json = typeof value === "string" && path.startsWith("data.") ? parsed(value) : undefined;
      if (json === undefined) found.set(path, JSON.stringify(value));
      else walk(json, path);
    }
  };
  walk(object, "");
  return found;
}

/** JSON objects that stand as text in a ConfigMap are compared field by field. */
function parsed(text: string): object | undefined {
  if (!text.startsWith("{")) return undefined;
  try {
    return JSON.parse(text) as object;
  } catch {
    return undefined;
  }
}
