import type { Plan } from "../lib/plan";
import type { Cluster } from "./cluster";
import { counted, isModel, listed, modelName } from "./models";
import { runningModels } from "./running-models";

/** Models of every stack of the program, by `namespace/name`: a platform and its models may be two of them. */
const own = new Set<string>();

/** Says which models are the program's. */
export function addOwnModels({ charts }: Plan): void {
  for (const model of charts.flatMap(({ objects }) => objects.filter(isModel))) own.add(modelName(model));
}

/**
 * Refuses to take a platform away from under models.
 *
 * @param isWhole Whether the program has the platform still, so that all of it is removed, its models first; otherwise
 * they stay, and are counted like those of others.
 */
export async function refuseForeignModels(cluster: Cluster, { isWhole }: { readonly isWhole: boolean }): Promise<void> {
  const foreign = (await runningModels(cluster)).map(({ name }) => name).filter((name) => !isWhole || !own.has(name));
  if (foreign.length === 0) return;
  throw new Error(
    [
      `The cluster has ${counted(foreign.length)}${isWhole ? " that this program does not have" : ""}, which would lose ${foreign.length === 1 ? "its" : "their"} controller:`,
      ...listed(foreign),
      "  Nothing of the platform was removed. Fix: delete them, or move them to another cluster, and run it again",
      "  (`pulumi up` deletes those that the program had before); or refuseForeignModels: false, where they may lose it.",
    ].join("\n"),
  );
}

/**
 * Refuses to delete a namespace with models in it. Those that the program had are deleted before it.
 *
 * @throws Error with those models.
 */
export async function refuseModelsIn(cluster: Cluster, namespace: string): Promise<void> {
  const models = await runningModels(cluster, namespace);
  if (models.length === 0) return;
  throw new Error(
    [
      `Namespace ${namespace} still has ${counted(models.length)}, which would be deleted with it:`,
      ...listed(models.map(({ name }) => name)),
      "  Fix: delete them, or put the namespace back into the program; or, where it is someone else's from now on, let Pulumi",
      `  forget it: pulumi state delete 'URN of the Namespace'. Or refuseForeignModels: false, where they may go.`,
    ].join("\n"),
  );
}
