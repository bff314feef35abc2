import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "../client";
import type { KubeObject } from "../object";
import { StatusError } from "../requests";

/**
 * An object as it becomes over time, undefined once it is gone; again every three seconds at the latest, so that what it
 * depends on is looked at too. Ends with the signal.
 */
export async function* observe(
  client: Client,
  object: KubeObject,
  signal: AbortSignal,
): AsyncGenerator<KubeObject | undefined> {
  const isOver = (): boolean => signal.aborted;
  while (!isOver()) {
    const live = await client.find(object);
    yield live;
    if (live === undefined) {
      await sleep(500);
      continue;
    }
    try {
      for await (const { type, object: seen } of client.watch(live, live.metadata.resourceVersion ?? "", signal)) {
        if (type === "ERROR") break;
        if (type !== "BOOKMARK") yield type === "DELETED" ? undefined : seen;
      }
    } catch (error) {
      if (isOver()) return;
      // The version is too old, or the connection broke: it is read anew.
      if (error instanceof StatusError && error.code !== 410) throw error;
      await sleep(500);
    }
  }
}
