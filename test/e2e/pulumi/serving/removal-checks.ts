import type { Manifest } from "../../../../lib/internal/emit";
import type { Api } from "../../cluster/api";
import { until } from "../../progress";
import type { Check } from "../../suite";
import { refuseProblems } from "../../problems";
import { inParallel } from "../../in-parallel";
import { isDefinition } from "../../objects";
import { keyOf, outOfOrder } from "./order";
import { FAST, WITH_PROGRAM } from "../workspace";
import type { Stage } from "./stage";

const FOREIGN = {
  apiVersion: "serving.kserve.io/v1beta1",
  kind: "InferenceService",
  metadata: { name: "someone-elses", namespace: "default" },
  spec: { predictor: { model: { modelFormat: { name: "sklearn" }, storageUri: "gs://bucket/model" } } },
};

/** Objects of the plan that the cluster still has, those that are kept left out. */
export async function leftOf({ plan }: Stage, api: Api): Promise<string[]> {
  const objects = plan.charts.flatMap((chart) => chart.objects);
  const left = await inParallel(objects, async (object) => {
    return !isDefinition(object.manifest) && (await api.read(object.manifest)) ? [keyOf(object)] : [];
  });
  return left.flat();
}

/** Taking the platform away, and back. */
export function removalChecks(stage: Stage): Check[] {
  return [...guardChecks(stage), ...destroyChecks(stage), fromNothing(stage)];
}

/** What keeps the platform from being taken away. */
function guardChecks(stage: Stage): Check[] {
  return [
    {
      title: "destroy without the program is refused: the guard of the models is part of it",
      run: async () => {
        const { exitCode, text } = await stage.workspace.destroy({ mayFail: true });
        if (exitCode === 0 || !text.includes("--run-program")) throw new Error(text);
        return "You must run with the `--run-program` flag";
      },
    },
    stopsAtForeignModels(stage, "destroy stops at an InferenceService of somebody else, names it, and removes nothing"),
  ];
}

/** A destroy that the guard of the models refuses: nothing is removed, be it in the cluster or in the state only. */
export function stopsAtForeignModels(stage: Stage, title: string): Check {
  return {
    title,
    run: async ({ api }) => {
      await api.apply(FOREIGN, { manager: "someone" });
      const { exitCode, said, steps } = await stage.workspace.destroy({ ...FAST, ...WITH_PROGRAM, mayFail: true });
      if (exitCode === 0 || !said.includes("default/someone-elses")) throw new Error(said);
      const removed = steps.filter(({ op, isFailed }) => op === "delete" && !isFailed);
      if (removed.length > 0) throw new Error(`removed: ${removed.map(({ name }) => name).join(", ")}`);
      await api.remove(FOREIGN);
      return said.split("\n").slice(0, 2).join(" / ");
    },
  };
}

/** From a deployed platform to none, and back. */
export function destroyChecks(stage: Stage): Check[] {
  return [
    {
      title: "destroy removes all but the definitions, in reverse order, models first",
      run: async ({ api }) => {
        const { steps, seconds } = await stage.workspace.destroy({ ...FAST, ...WITH_PROGRAM });
        refuseProblems(outOfOrder(stage.plan, steps, "down"));
        refuseProblems(await leftOf(stage, api));
        const definitions = definitionsOf(stage);
        const there = await inParallel(definitions, (definition) => api.read(definition));
        if (there.includes(undefined)) throw new Error("a definition was removed");
        return `${definitions.length} definitions kept, ${Math.round(seconds)} s`;
      },
    },
    {
      title: "up again takes the kept definitions back, with two slots as well",
      run: async () => {
        const { steps, seconds } = await stage.workspace.up({ ...FAST, parallel: 2 });
        refuseProblems(outOfOrder(stage.plan, steps, "up"));
        await stage.workspace.preview({ expectNoChanges: true });
        return `--parallel 2, ${Math.round(seconds)} s`;
      },
    },
  ];
}

/** Two slots where nothing is there, the definitions neither. */
function fromNothing(stage: Stage): Check {
  return {
    title: "up makes progress with two slots on a cluster that has not even the definitions",
    run: async ({ api }) => {
      await stage.workspace.destroy({ ...FAST, ...WITH_PROGRAM });
      const definitions = definitionsOf(stage);
      await inParallel(definitions, (definition) => api.remove(definition));
      await until("the definitions are gone", 60, async () => {
        const left = await inParallel(definitions, (definition) => api.read(definition));
        return left.every((definition) => definition === undefined);
      });
      const { steps, seconds } = await stage.workspace.up({ ...FAST, parallel: 2 });
      refuseProblems(outOfOrder(stage.plan, steps, "up"));
      return `--parallel 2, ${definitions.length} definitions, ${Math.round(seconds)} s`;
    },
  };
}

function definitionsOf({ plan }: Stage): Manifest[] {
  return plan.charts.flatMap(({ objects }) => objects.map(({ manifest }) => manifest)).filter(isDefinition);
}
