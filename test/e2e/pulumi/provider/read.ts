import { refreshJudgeOf } from "./awaiting/judges";
import { fromState, toState } from "./checkpoint";
import { NoMatchError } from "./client";
import { fieldManagerOf } from "./create";
import { isZero } from "./difference";
import { isBuiltIn, isFields, isKubeObject, type Fields, type KubeObject } from "./object";
import { normalized } from "./normalize";
import { kindOf, type Operation } from "./operation";
import { PartialError } from "./partial-error";
import { plain, withSecrets } from "./properties";
import { pruned } from "./prune";

/** What the engine asks to be read. */
export interface ReadRequest {
  /** `namespace/name`, or `name`. */
  readonly id: string;
  /** The former state and inputs; empty for an import. */
  readonly state: Fields;
  readonly inputs: Fields;
}

/** What was read. */
export interface ReadResult {
  readonly state: Fields;
  readonly inputs: Fields;
}

/** The former configuration, which the real provider leaves out of imported inputs too. */
const GENERATED = ["deployment.kubernetes.io/revision", "kubectl.kubernetes.io/last-applied-configuration"];

/**
 * Reads an object: its live state, and of the fields that the program set, the values that they have now.
 *
 * Undefined where it is gone. A workload that is not ready is a {@link PartialError}.
 * source: pulumi-kubernetes provider/pkg/provider/provider.go Read, await/await.go Read
 */
export async function read({ id, state, inputs }: ReadRequest, operation: Operation): Promise<ReadResult | undefined> {
  const { urn, client } = operation;
  const [name = "", namespace] = id.split("/").reverse();
  const former = plain(inputs);
  const isImport = !isKubeObject(former);
  const known: KubeObject = isImport
    ? { ...kindOf(urn), metadata: { name, ...(namespace !== undefined && { namespace }) } }
    : normalized(former);
  const { fieldManager: formerManager } = fromState(state);
  const target = { ...known, metadata: { ...known.metadata, name } };
  let live: KubeObject | undefined;
  try {
    live = await client.find(target);
  } catch (error) {
    // The kind went, and its objects with it.
    if (!(error instanceof NoMatchError)) throw error;
  }
  if (live === undefined) return undefined;
  const seen = isImport ? imported(live, known) : inputsOf(live, known);
  const fieldManager = fieldManagerOf(known, formerManager);
  const result = {
    state: toState({ live, inputs: seen, fieldManager }, inputs),
    inputs: withSecrets(seen, inputs),
  };
  const judge = isImport ? undefined : refreshJudgeOf(known);
  const judgement = judge && (await judge(live, client));
  if (judgement === undefined || judgement.isReady) return result;
  const message = `Resource '${name}' was created but failed to initialize`;
  const reasons = [...new Set([message, judgement.status, ...(judgement.reasons ?? [])])];
  throw new PartialError(message, { id, ...result, reasons });
}

/** The program's fields with the values that they have now. What the API server leaves out of its own kinds is kept. */
function inputsOf(live: KubeObject, known: KubeObject): KubeObject {
  const seen = pruned(live, known);
  return (isBuiltIn(live) ? withZeroes(seen, known) : seen) as KubeObject;
}

function withZeroes(seen: unknown, known: unknown): unknown {
  if (Array.isArray(seen) && Array.isArray(known)) return seen.map((item, index) => withZeroes(item, known[index]));
  if (!isFields(seen) || !isFields(known)) return seen;
  const kept = Object.entries(known).filter(([key, value]) => key in seen || isZero(value));
  return Object.fromEntries(kept.map(([key, value]) => [key, key in seen ? withZeroes(seen[key], value) : value]));
}

/** The inputs of an object that no program has stated yet: all of it where its type is known, its identity where not. */
function imported(live: KubeObject, known: KubeObject): KubeObject {
  const { status: _, ...fields } = normalized(live);
  const object = (isBuiltIn(live) ? fields : pruned(live, known)) as KubeObject;
  for (const name of GENERATED)
    if (object.metadata.annotations) Reflect.deleteProperty(object.metadata.annotations, name);
  return object;
}
