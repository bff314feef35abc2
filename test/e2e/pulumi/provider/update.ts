import { judgeOf } from "./awaiting/judges";
import { NotReadyError, untilReady } from "./awaiting/wait";
import { fromState, toState } from "./checkpoint";
import { NoMatchError } from "./client";
import { explained } from "./conflict";
import { fieldManagerOf, forcesPatch } from "./create";
import { isStillCreators, takeOver, withoutIgnored } from "./field-managers";
import { idOf, isDefinition, type Fields, type KubeObject } from "./object";
import { normalized } from "./normalize";
import type { Operation } from "./operation";
import { PartialError } from "./partial-error";
import { hasUnknown, plain } from "./properties";
import { StatusError } from "./requests";

/** What the engine asks to be updated. */
export interface UpdateRequest {
  /** The state after the last operation. */
  readonly olds: Fields;
  readonly news: Fields;
  readonly ignoreChanges: readonly string[];
}

/**
 * Applies the program's fields server-side, and waits until the object is ready; a definition is replaced as a whole.
 *
 * A field that another manager owns is an error that names both.
 * source: pulumi-kubernetes provider/pkg/provider/provider.go Update, await/await.go Update
 */
export async function update({ olds, news, ignoreChanges }: UpdateRequest, operation: Operation): Promise<Fields> {
  const { urn, client, isPreview } = operation;
  const given = plain(news) as KubeObject;
  const inputs = hasUnknown(given) ? given : normalized(given);
  const isServed = (await client.isNamespaced(inputs.apiVersion, inputs.kind)) !== undefined;
  if (isPreview && (hasUnknown(inputs) || !isServed)) return news;
  const { live: former, fieldManager: formerManager } = fromState(olds);
  const fieldManager = fieldManagerOf(inputs, formerManager);
  try {
    const stored = await client.get(former);
    const written = await write({ inputs, stored, fieldManager, ignoreChanges }, operation);
    if (isDefinition(inputs)) client.forget();
    const judge = isPreview ? undefined : judgeOf(written);
    const live = judge === undefined ? written : await untilReady(written, judge, operation);
    return toState({ live, inputs, fieldManager }, news);
  } catch (error) {
    if (isPreview && error instanceof StatusError && error.reason === "Forbidden") return news;
    const said = error instanceof Error ? error.message : String(error);
    if (error instanceof NoMatchError)
      throw new Error(
        `update of resource "${urn}" failed because the Kubernetes API server reported that the apiVersion for this resource does not exist. Verify that any required CRDs have been created: ${said}`,
        { cause: error },
      );
    const live = error instanceof NotReadyError ? error.object : await client.find(former);
    if (live === undefined) throw new Error(`update of resource "${urn}" failed: ${said}`, { cause: error });
    const message = `the Kubernetes API server reported that "${idOf(live)}" failed to fully initialize or become live: ${said}`;
    throw new PartialError(message, {
      id: idOf(live),
      state: toState({ live, inputs, fieldManager }, news),
      reasons: [message, ...(error instanceof NotReadyError ? error.reasons : [])],
    });
  }
}

interface Write {
  readonly inputs: KubeObject;
  readonly stored: KubeObject;
  readonly fieldManager: string;
  readonly ignoreChanges: readonly string[];
}

async function write(
  { inputs, stored, fieldManager, ignoreChanges }: Write,
  operation: Operation,
): Promise<KubeObject> {
  const { client, isPreview } = operation;
  const options = { fieldManager, dryRun: isPreview };
  if (isDefinition(inputs)) {
    const { resourceVersion } = stored.metadata;
    return client.replace(
      { ...inputs, metadata: { ...inputs.metadata, ...(resourceVersion !== undefined && { resourceVersion }) } },
      options,
    );
  }
  const operations = isPreview ? [] : takeOver(stored, fieldManager);
  const current = operations.length === 0 ? stored : await client.patch(stored, operations);
  const force = forcesPatch(inputs, operation) || (isPreview && isStillCreators(stored));
  try {
    return await client.apply(withoutIgnored(inputs, current, fieldManager, ignoreChanges), force, options);
  } catch (error) {
    throw explained(error, fieldManager);
  }
}
