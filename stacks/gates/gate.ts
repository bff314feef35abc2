import type { Condition, Gate } from "../../lib/plan";
import type { Cluster } from "../cluster";
import { armed } from "./armed";
import { available } from "./available";
import { established } from "./established";
import { refuses } from "./refuses";
import type { State } from "./state";
import { answered, startClock, until, type Waiting } from "./until";

/** Waits until every condition of a gate holds. */
export async function passGate(cluster: Cluster, { conditions }: Gate, waiting: Waiting): Promise<void> {
  const lookable = conditions.filter(({ type }) => type !== "Refuses");
  const states = await Promise.all(lookable.map((condition) => answered(() => stateOf(cluster, condition))));
  const held = new Set(lookable.filter((_, index) => states[index]?.holds));
  const clock = startClock();
  for (const condition of conditions) {
    if (held.has(condition)) continue;
    await until(wordsFor(condition), () => stateOf(cluster, condition), waiting, { clock });
  }
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
      return `CRD ${condition.crd} is established`;
    case "Available":
      return `Deployment ${condition.namespace}/${condition.deployment} is available`;
    case "Armed":
      return `${condition.kind} ${condition.name} is armed`;
    case "Refuses":
      return `a bad ${condition.manifest.kind} is refused with "${condition.says}"`;
  }
}
