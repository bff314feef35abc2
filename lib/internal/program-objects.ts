import type { ApiObject } from "cdk8s";
import type { IConstruct } from "constructs";

// By program, kind, namespace and name: looking through the construct tree for each would make synth quadratic.
const programs = new WeakMap<IConstruct, Map<string, Map<string, ApiObject>>>();

/** Remembers an object of a program, so that others can be held against it once the program is whole. */
export function remember(object: ApiObject): void {
  const { root } = object.node;
  const kinds = programs.get(root) ?? new Map<string, Map<string, ApiObject>>();
  programs.set(root, kinds);
  const named = kinds.get(object.kind) ?? new Map<string, ApiObject>();
  kinds.set(object.kind, named);
  named.set(key(object.name, object.metadata.namespace), object);
}

/** The object of this name that a program emits; undefined where it emits none. */
export function objectOf(scope: IConstruct, kind: string, name: string, namespace?: string): ApiObject | undefined {
  const object = programs.get(scope.node.root)?.get(kind)?.get(key(name, namespace));
  return object && isThere(object) ? object : undefined;
}

/** The objects of one kind that a program emits; complete only once the whole program has run. */
export function objectsOf(scope: IConstruct, kind: string): ApiObject[] {
  return [...(programs.get(scope.node.root)?.get(kind)?.values() ?? [])].filter(isThere);
}

/** What an object's `spec` says, as it is written. */
export function specOf<Spec extends object>(object: ApiObject): Partial<Spec> {
  const { spec } = object.toJson() as { readonly spec?: Partial<Spec> };
  return spec ?? {};
}

/** A construct may be taken out of the tree again. */
function isThere({ node }: ApiObject): boolean {
  return node.scope?.node.tryFindChild(node.id)?.node === node;
}

function key(name: string, namespace: string | undefined): string {
  return `${namespace ?? ""}/${name}`;
}
