import type { Cluster } from "../cluster/cluster";
import { sleep } from "../progress";

/** Memory of an API server. */
export interface ApiServerMemory {
  /** What is reachable after a garbage collection: the same from run to run. */
  readonly liveBytes: number;
  /** What the process holds of the machine; Go gives back when it likes, so it varies by a third. */
  readonly residentBytes: number;
}

/** Reads the memory of an API server once its live heap has come to rest. */
export async function settledMemory({ api, own }: Cluster): Promise<ApiServerMemory> {
  const readings: number[] = [];
  // A new definition goes on being merged into the OpenAPI in the background: only equal readings in a row are rest.
  for (let tries = 0; tries < 60; tries += 1) {
    const { body } = await api.call("GET", "/debug/pprof/heap?gc=1&debug=1");
    const found = /^# HeapAlloc = (\d+)$/m.exec(String(body))?.[1];
    if (found === undefined) throw new Error("the API server shows no heap profile");
    readings.push(Number(found));
    const last = readings.slice(-3);
    const spread = Math.max(...last) - Math.min(...last);
    if (last.length === 3 && spread < Math.max(...last) * 0.01) {
      return { liveBytes: Math.min(...last), residentBytes: own?.apiServerBytes() ?? 0 };
    }
    await sleep(1000);
  }
  throw new Error(`the API server's heap does not come to rest: ${readings.slice(-5).join(", ")} bytes`);
}
