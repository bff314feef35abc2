import type { IConstruct } from "constructs";
import { platformFacts, type RuntimeFacts } from "./platform-facts";

/** A runtime that a program brings beside those of its platform. */
export interface ProgramRuntime extends RuntimeFacts {
  /** What emits it. */
  readonly construct: IConstruct;
  /** No model gets a runtime that is disabled. */
  readonly disabled: boolean;
}

const programs = new WeakMap<IConstruct, ProgramRuntime[]>();

/** Lets the models of a program count on a runtime. */
export function addRuntime(runtime: ProgramRuntime): void {
  const { root } = runtime.construct.node;
  const known = programs.get(root);
  if (known) known.push(runtime);
  else programs.set(root, [runtime]);
}

/** The runtimes that a program brings, disabled ones too; complete only once the whole program has run. */
export function programRuntimes(scope: IConstruct): readonly ProgramRuntime[] {
  return programs.get(scope.node.root) ?? [];
}

/** The runtimes that models of a namespace may get: the program's own first, then those of the platform. */
export function runtimesFor(scope: IConstruct, namespace: string): readonly RuntimeFacts[] {
  const own = programRuntimes(scope).filter(
    (runtime) => !runtime.disabled && (runtime.namespace === undefined || runtime.namespace === namespace),
  );
  const installed = platformFacts(scope)?.runtimes ?? [];
  return own.length === 0 ? installed : [...own, ...installed];
}
