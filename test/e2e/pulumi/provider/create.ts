import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { judgeOf } from "./awaiting/judges";
import { NotReadyError, untilReady } from "./awaiting/wait";
import { toState } from "./checkpoint";
import { NoMatchError } from "./client";
import { explained } from "./conflict";
import { CREATOR } from "./field-managers";
import { annotation, idOf, isDefinition, type Fields, type KubeObject } from "./object";
import type { Operation } from "./operation";
import { PartialError } from "./partial-error";
import { hasUnknown, plain } from "./properties";
import { StatusError } from "./requests";

/** How often what is not found is tried again, after one second, two, four … source: pulumi-kubernetes provider/pkg/await/await.go */
const RETRIES = 5;
const EXISTS = `The resource already exists in the cluster: rename it with an alias, import it, or set upsertExistingObjects on the provider`;

/** A created object: its identifier, and its state. */
export interface Created {
  readonly id: string;
  readonly state: Fields;
}

/**
 * Creates an object and waits until it is ready; in a preview, asks the API server what it would become.
 *
 * An object that exists is refused, unless the provider takes over existing ones.
 * source: pulumi-kubernetes provider/pkg/provider/provider.go Create, await/await.go Creation
 */
export async function create(properties: Fields, operation: Operation): Promise<Created> {
  const { urn, client, isPreview } = operation;
  const inputs = plain(properties) as KubeObject;
  const isServed = async (): Promise<boolean> =>
    (await client.isNamespaced(inputs.apiVersion, inputs.kind)) !== undefined;
  if (isPreview && (hasUnknown(inputs) || !(await isServed()))) return { id: "", state: properties };
  const fieldManager = fieldManagerOf(inputs, undefined);
  let written: KubeObject;
  try {
    written = await retried(() => write(inputs, fieldManager, operation), operation);
  } catch (error) {
    if (isPreview && isNoFault(error)) return { id: "", state: properties };
    const said = error instanceof Error ? error.message : String(error);
    if (error instanceof NoMatchError)
      throw new Error(
        `creation of resource "${urn}" with kind ${inputs.apiVersion}/${inputs.kind} failed because the Kubernetes API server reported that the apiVersion for this resource does not exist. Verify that any required CRDs have been created: ${said}`,
        { cause: error },
      );
    const hint = error instanceof StatusError && error.reason === "AlreadyExists" ? `\n\n${EXISTS}` : "";
    throw new Error(`resource "${urn}" was not successfully created by the Kubernetes API server: ${said}${hint}`, {
      cause: error,
    });
  }
  if (isPreview) {
    delete written["status"];
    return { id: "", state: toState({ live: written, inputs, fieldManager }, properties) };
  }
  if (isDefinition(inputs)) client.forget();
  const judge = judgeOf(written);
  try {
    const live = judge === undefined ? written : await untilReady(written, judge, operation);
    if (isDefinition(inputs)) client.forget();
    return { id: idOf(live), state: toState({ live, inputs, fieldManager }, properties) };
  } catch (error) {
    const isNotReady = error instanceof NotReadyError;
    const said = error instanceof Error ? error.message : String(error);
    const message = `resource "${urn}" was successfully created, but the Kubernetes API server reported that it failed to fully initialize or become live: ${said}`;
    throw new PartialError(message, {
      id: idOf(written),
      state: toState({ live: isNotReady ? error.object : written, inputs, fieldManager }, properties),
      reasons: [message, ...(isNotReady ? error.reasons : [])],
    });
  }
}

/** The manager of an object's fields: the one that it asks for, the one that it had, or a new one. */
export function fieldManagerOf(inputs: KubeObject, former: string | undefined): string {
  const asked = annotation(inputs, "pulumi.com/patchFieldManager");
  return asked ?? former ?? `${CREATOR}-${randomBytes(4).toString("hex")}`;
}

/** Whether an apply takes fields from other managers. */
export function forcesPatch(inputs: KubeObject, { settings }: Operation): boolean {
  return settings.enablePatchForce || annotation(inputs, "pulumi.com/patchForce") === "true";
}

async function write(inputs: KubeObject, fieldManager: string, operation: Operation): Promise<KubeObject> {
  const { client, settings, isPreview } = operation;
  if (!settings.upsertExistingObjects) return client.create(inputs, { fieldManager: CREATOR, dryRun: isPreview });
  // A preview of a replacement would conflict with the object that is still there.
  const force = isPreview || forcesPatch(inputs, operation);
  try {
    return await client.apply(inputs, force, { fieldManager, dryRun: isPreview });
  } catch (error) {
    throw explained(error, fieldManager);
  }
}

async function retried<T>(run: () => Promise<T>, { client, log, isPreview }: Operation): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await run();
    } catch (error) {
      const isMissing = error instanceof NoMatchError || (error instanceof StatusError && error.reason === "NotFound");
      if (!isMissing || isPreview || tries === RETRIES) throw error;
      log.status("info", `Retry #${tries}; creation failed: ${error.message}`);
      await sleep(1000 * 2 ** tries);
      client.forget();
    }
  }
}

/** Whether a preview fails for what the deployment itself will have changed. */
function isNoFault(error: unknown): boolean {
  if (!(error instanceof StatusError)) return false;
  const isWithoutNamespace = error.reason === "NotFound" && error.details.kind === "namespaces";
  return isWithoutNamespace || error.reason === "AlreadyExists" || error.reason === "Forbidden";
}
