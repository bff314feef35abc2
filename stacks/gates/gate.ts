import type { Condition, Gate } from "../../lib/plan";
import type { Cluster } from "../cluster";
import { armed } from "./armed";
import { available } from "./available";
import { established } from "./established";
import { refuses } from "./refuses";
import type { State } from "./state";

/** How a wait is told of, and how long it may be. */
export interface Waiting {
  /** Milliseconds. */
  readonly limit: number;
  /** Called with a line about what is still waited for; not more often than every ten seconds. */
  readonly progress: (line: string) => void;
}

/**
 * Waits until every condition of a gate holds.
 *
 * What a gate looks at was made before it is asked. Where part of it is not there, an interrupted `destroy` goes on: the
 * engine then makes components anew that are gone already, only to delete them, and nothing is to be waited for.
 */
export async function passGate(cluster: Cluster, { chart, conditions }: Gate, waiting: Waiting): Promise<void> {
  const lookable = conditions.filter(({ type }) => type !== "Refuses");
  const states = await Promise.all(lookable.map((condition) => stateOf(cluster, condition)));
  if (states.some((state) => !state.holds && state.isAbsent === true)) return;
  const held = new Set(lookable.filter((_, index) => states[index]?.holds));
  const end = Date.now() + waiting.limit;
  let said = Date.now();
  for (const condition of conditions) {
    if (held.has(condition)) continue;
    for (;;) {
      const state = await stateOf(cluster, condition);
      if (state.holds) break;
      if (Date.now() >= end) {
        throw new Error(
          [
            `gate of ${chart}: not within ${Math.round(waiting.limit / 1000)} s: ${wordsFor(condition)}`,
            `  The cluster last said: ${state.said}`,
            `  Check: ${state.check}`,
            `  More time: timeLimits: { ${JSON.stringify(chart)}: Duration.minutes(…) }; then run it again.`,
          ].join("\n"),
        );
      }
      if (Date.now() - said >= 10_000) {
        waiting.progress(`wait: ${wordsFor(condition)}; now: ${state.said}`);
        said = Date.now();
      }
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}

async function stateOf(cluster: Cluster, condition: Condition): Promise<State> {
  try {
    switch (condition.type) {
      case "Established":
        return await established(cluster, condition.crd);
      case "Available":
        return await available(cluster, condition.namespace, condition.deployment);
      case "Armed":
        return await armed(cluster, condition.kind, condition.name);
      case "Refuses":
        return await refuses(cluster, condition);
    }
  } catch (error) {
    // An API server that is busy or restarts answers soon; the last thing it said is told in the end.
    return {
      holds: false,
      said: error instanceof Error ? error.message : String(error),
      check: "whether the cluster answers: kubectl get --raw /readyz",
    };
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
