import { isFields, isKubeObject, type Fields, type KubeObject } from "./object";
import { forState, plain, withSecrets } from "./properties";

/** What the state holds of an object beside its own fields. Names are the real provider's. */
const INPUTS = "__inputs";
const FIELD_MANAGER = "__fieldManager";
const INITIAL_API_VERSION = "__initialApiVersion";

/** An object as the engine's state has it: the live object, and the program's fields that led to it. */
export interface Checkpoint {
  readonly live: KubeObject;
  readonly inputs: KubeObject;
  /** The manager of its fields. */
  readonly fieldManager: string;
}

/**
 * The state of an object, with what is secret in `properties` marked.
 * source: pulumi-kubernetes provider/pkg/provider/provider.go checkpointObject
 */
export function toState({ live, inputs, fieldManager }: Checkpoint, properties: Fields): Fields {
  const outputs = withSecrets(forState(live), properties);
  return {
    ...outputs,
    [INPUTS]: withSecrets(forState(inputs), properties),
    [FIELD_MANAGER]: fieldManager,
    [INITIAL_API_VERSION]: inputs.apiVersion,
  };
}

/** The object behind a state; what only creation and updates know is undefined where the state is empty. */
export function fromState(state: Fields): {
  live: KubeObject;
  inputs: KubeObject | undefined;
  fieldManager: string | undefined;
} {
  const { [INPUTS]: inputs, [FIELD_MANAGER]: manager, [INITIAL_API_VERSION]: _, ...live } = plain(state);
  return {
    live: live as KubeObject,
    inputs: isFields(inputs) && isKubeObject(inputs) ? inputs : undefined,
    fieldManager: typeof manager === "string" ? manager : undefined,
  };
}
