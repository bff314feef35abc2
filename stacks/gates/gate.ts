import type { Condition, Gate } from "../../lib/plan";
import type { Cluster } from "../cluster";
import { armed } from "./armed";
import { available } from "./available";
import { established } from "./established";
import { refuses } from "./refuses";
import type { State } from "./state";
import { answered, startClock, waitFor, type Waiting } from "./wait";

/**
 * Waits until every condition of a gate holds.
 *
 * What a gate looks at was made before it is asked. Where part of it is not there, an interrupted `destroy` goes on: the
 * engine then makes components anew that are gone already, only to delete them, and nothing is to be waited for.
 *
 * @param missing Called with what is not there.
 */
export async function passGate(
  cluster: Cluster,
  { conditions }: Gate,
  waiting: Waiting,
  missing: (words: readonly string[]) => void,
): Promise<void> {
  const lookable = conditions.filter(({ type }) => type !== "Refuses");
  const states = await Promise.all(lookable.map((condition) => answered(() => stateOf(cluster, condition))));
  const gone = lookable.filter((_, index) => isAbsent(states[index]));
  if (gone.length > 0) {
    missing(gone.map(objectOf));
    return;
  }
  const held = new Set(lookable.filter((_, index) => states[index]?.holds));
  const clock = startClock();
  for (const condition of conditions) {
    if (held.has(condition)) continue;
    await waitFor(wordsFor(condition), () => stateOf(cluster, condition), waiting, { clock });
  }
}

function isAbsent(state: State | undefined): boolean {
  return state?.holds === false && state.isAbsent === true;
}

function stateOf(cluster: Cluster, condition: Condition): Promise<State> {
  switch (condition.type) {
    case "Established":
      return established(cluster, condition.crd);
    case "Available":
      return available(cluster, condition.namespace, condition.deployment);
    case "Armed":
      return armed(cluster, condition.kind, condition.name);
    case "Refuses":
      return refuses(cluster, condition);
  }
}

function wordsFor(condition: Condition): string {
  switch (condition.type) {
    case "Established":
      return `${objectOf(condition)} is established`;
    case "Available":
      return `${objectOf(condition)} is available`;
    case "Armed":
      return `${objectOf(condition)} is armed`;
    case "Refuses":
      return `${objectOf(condition)} is refused with "${condition.says}"`;
  }
}

function objectOf(condition: Condition): string {
  switch (condition.type) {
    case "Established":
      return `CRD ${condition.crd}`;
    case "Available":
      return `Deployment ${condition.namespace}/${condition.deployment}`;
    case "Armed":
      return `${condition.kind} ${condition.name}`;
    case "Refuses":
      return `a bad ${condition.manifest.kind}`;
  }
}
