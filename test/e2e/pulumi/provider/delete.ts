import { deadline } from "./awaiting/wait";
import { observe } from "./awaiting/observe";
import { skipsAwait } from "./awaiting/judges";
import { fromState, toState } from "./checkpoint";
import { NoMatchError } from "./client";
import { annotation, idOf, isDefinition, type Fields, type KubeObject } from "./object";
import type { Operation } from "./operation";
import { PartialError } from "./partial-error";
import { StatusError } from "./requests";

/** Kinds whose deletion is not waited for either where skipAwait is set. source: pulumi-kubernetes provider/pkg/metadata/overrides.go */
const SKIPPABLE = [
  "v1/Namespace",
  "v1/Pod",
  "v1/ReplicationController",
  "apps/v1/DaemonSet",
  "apps/v1/Deployment",
  "apps/v1/StatefulSet",
  "batch/v1/Job",
];

/**
 * Deletes an object, its dependents first, and waits until it is gone. What does not go is a {@link PartialError} that
 * names the finalizers.
 * source: pulumi-kubernetes provider/pkg/provider/provider.go Delete, await/await.go Deletion
 */
export async function remove(state: Fields, operation: Operation): Promise<void> {
  const { client, log } = operation;
  const { live, inputs = fromState(state).live, fieldManager = "" } = fromState(state);
  try {
    await client.delete(live, propagation(inputs));
  } catch (error) {
    if (error instanceof NoMatchError || (error instanceof StatusError && error.code === 404)) return;
    throw error;
  }
  if (isDefinition(live)) client.forget();
  if (skipsAwait(inputs) && SKIPPABLE.includes(`${live.apiVersion}/${live.kind}`)) return;
  let last = live;
  try {
    for await (const seen of observe(client, live, deadline(inputs, operation))) {
      // One of the same name that came after it is another object.
      if (seen === undefined || seen.metadata.uid !== live.metadata.uid) return;
      last = seen;
      log.status("info", `Waiting for ${live.kind} ${idOf(live)} to be deleted`);
    }
  } catch (error) {
    if (error instanceof NoMatchError) return;
    throw error;
  }
  const finalizers = `finalizers might be preventing deletion (${(last.metadata.finalizers ?? []).join(", ")})`;
  log.message("warning", finalizers);
  const message = `${live.kind} ${idOf(live)}: timed out waiting for the condition`;
  throw new PartialError(message, {
    id: idOf(live),
    state: toState({ live: last, inputs, fieldManager }, state),
    reasons: [message, finalizers, ...conditionsOf(last)],
  });
}

function propagation(inputs: KubeObject): string {
  const policy = annotation(inputs, "pulumi.com/deletionPropagationPolicy")?.toLowerCase();
  return policy === "orphan" ? "Orphan" : policy === "background" ? "Background" : "Foreground";
}

/** What a Namespace or a definition says of what keeps it. */
function conditionsOf({ status }: KubeObject): string[] {
  const { conditions = [] } = (status ?? {}) as { conditions?: { type: string; status: string; message?: string }[] };
  return conditions
    .filter(
      ({ type, status, message }) =>
        status === "True" &&
        message !== undefined &&
        message !== "" &&
        type !== "Established" &&
        type !== "NamesAccepted",
    )
    .map(({ type, message }) => `${type}: ${message ?? ""}`);
}
