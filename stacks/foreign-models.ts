import type { Plan } from "../lib/plan";
import type { Cluster } from "./cluster";
import { counted, isModel, listed, modelName } from "./models";

/** Models of every stack of the program, by `namespace/name`: a platform and its models may be two of them. */
const own = new Set<string>();

/** Says which models are the program's. */
export function addOwnModels({ charts }: Plan): void {
  for (const model of charts.flatMap(({ objects }) => objects.filter(isModel))) own.add(modelName(model));
}

/** Refuses to take a platform away from under models that this program does not have. */
export async function refuseForeignModels(cluster: Cluster): Promise<void> {
  const models = await cluster.list("serving.kserve.io/v1beta1", "InferenceService");
  const foreign = models
    .map(({ metadata }) => `${metadata?.namespace ?? ""}/${metadata?.name ?? ""}`)
    .filter((model) => !own.has(model));
  if (foreign.length === 0) return;
  throw new Error(
    [
      `The cluster has ${counted(foreign.length)} that this program does not have, which would lose ${foreign.length === 1 ? "its" : "their"} controller:`,
      ...listed(foreign),
      "  Nothing of the platform was removed. Fix: delete them, or move them to another cluster, and run it again",
      "  (`pulumi up` deletes those that the program had before); or refuseForeignModels: false, where they may lose it.",
    ].join("\n"),
  );
}
