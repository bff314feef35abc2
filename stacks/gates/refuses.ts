import type { Cluster } from "../cluster";
import type { Refusal } from "../../lib/plan/refusal";
import { HOLDS, not, type State } from "./state";

/** Whether a webhook refuses a known-bad object in its own words. */
export async function refuses(cluster: Cluster, { manifest, says }: Refusal): Promise<State> {
  const answer = await cluster.tryToCreate(manifest);
  const check = `the log of what serves the webhook of ${manifest.kind}`;
  if (answer.is === "done") return not("it was accepted", check);
  return answer.words.includes(says) ? HOLDS : not(answer.words, check);
}
