import { setMaxListeners } from "node:events";
import type { Client } from "../client";
import type { ResourceLog } from "../engine-log";
import { annotation, idOf, type KubeObject } from "../object";
import type { Judge, Judgement } from "./judge";
import { observe } from "./observe";

/** An object exists, but has not become what was waited for. */
export class NotReadyError extends Error {
  /** As last seen. */
  public readonly object: KubeObject;
  public readonly reasons: readonly string[];

  constructor(message: string, object: KubeObject, reasons: readonly string[]) {
    super(message);
    this.object = object;
    this.reasons = reasons;
  }
}

/** What waiting needs to know. */
export interface WaitOptions {
  readonly client: Client;
  readonly log: ResourceLog;
  /** How long, from the resource's options; 0 where it states nothing. */
  readonly timeoutSeconds: number;
  /** Ends it early. */
  readonly cancelled: AbortSignal;
}

/** How long is waited where nobody says otherwise. source: pulumi-kubernetes provider/pkg/await/await.go */
const DEFAULT_SECONDS = 600;

/** The time that an object may take: the resource's option, its annotation, or ten minutes. */
export function secondsFor(object: KubeObject, fromOptions: number): number {
  const annotated = Number(annotation(object, "pulumi.com/timeoutSeconds"));
  if (fromOptions > 0) return fromOptions;
  return Number.isInteger(annotated) && annotated > 0 ? annotated : DEFAULT_SECONDS;
}

/** A signal for the time that an object may take, which also ends with the operation. */
export function deadline(object: KubeObject, { timeoutSeconds, cancelled }: WaitOptions): AbortSignal {
  // Not AbortSignal.any(AbortSignal.timeout(…)): nothing holds the inner signal, and Node 20 collects it before its time.
  const controller = new AbortController();
  const { signal } = controller;
  const timer = setTimeout(
    () => {
      controller.abort();
    },
    secondsFor(object, timeoutSeconds) * 1000,
  );
  timer.unref();
  cancelled.addEventListener("abort", () => {
    controller.abort();
  });
  // Every request of a wait listens to it.
  setMaxListeners(0, signal, cancelled);
  return signal;
}

/** Waits until an object is ready; answers with it. Throws a {@link NotReadyError} that tells what it still lacks. */
export async function untilReady(object: KubeObject, judge: Judge, options: WaitOptions): Promise<KubeObject> {
  const { client, log, cancelled } = options;
  const signal = deadline(object, options);
  let last = object;
  let judgement: Judgement = { isReady: false, status: "never seen" };
  for await (const live of observe(client, object, signal)) {
    if (live === undefined) {
      judgement = { isReady: false, status: "it was deleted" };
      continue;
    }
    // An older state of it says nothing.
    if ((live.metadata.generation ?? 0) < (object.metadata.generation ?? 0)) continue;
    last = live;
    judgement = await judge(live, client);
    if (judgement.isReady) return live;
    log.status("info", judgement.status);
    if (judgement.isHopeless === true) break;
  }
  if (judgement.isGoodEnough === true) return last;
  const name = last.metadata.name ?? "";
  const isAsked = (annotation(last, "pulumi.com/waitFor") ?? "") !== "" || last.kind === "DaemonSet";
  const message = cancelled.aborted
    ? isAsked
      ? "context canceled"
      : `Resource operation was cancelled for "${name}"`
    : judgement.isHopeless === true
      ? `Resource '${name}' was created but failed to initialize`
      : isAsked
        ? "timed out waiting for the condition"
        : `'${name}' timed out waiting to be Ready`;
  throw new NotReadyError(message, last, [
    ...new Set([judgement.status, ...(judgement.reasons ?? []), ...(await warnings(client, last))]),
  ]);
}

/** The latest warnings that Kubernetes has of an object. */
async function warnings(client: Client, object: KubeObject): Promise<string[]> {
  const fieldSelector = `involvedObject.uid=${object.metadata.uid ?? ""},type=Warning`;
  try {
    const events = await client.list("v1", "Event", object.metadata.namespace ?? "default", { fieldSelector });
    return events.slice(-3).map(({ reason, message }) => `[${String(reason)}] ${String(message)}`);
  } catch (error) {
    return [`events of ${idOf(object)} could not be read: ${error instanceof Error ? error.message : String(error)}`];
  }
}
