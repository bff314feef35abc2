import type { Check } from "../../suite";
import { refuseProblems } from "../../problems";
import { outOfOrder } from "./order";
import { leftOf } from "./removal-checks";
import { FAST, WITH_PROGRAM } from "../workspace";
import type { Stage } from "./stage";

/** The last steps are left out: what would be done by the next one may be none. */
const LATEST = 0.9;

/** What an engine that is killed leaves behind, on an empty cluster and on a deployed platform. */
export function interruptionChecks(stage: Stage): Check[] {
  /** Ends a command at any moment, within its steps as between them, whether its state is written or not; says when. */
  const killed = async (command: "up" | "destroy"): Promise<string> => {
    const { workspace, plan } = stage;
    const skipCheckpoints = Math.random() < 0.5;
    const operation = workspace.start(command, { skipCheckpoints, ...(command === "destroy" && WITH_PROGRAM) });
    const all = plan.charts.reduce((sum, { objects }) => sum + objects.length, 0);
    const steps = Math.ceil(all * LATEST * Math.random());
    await operation.until(
      `${command} has done ${steps} steps`,
      300,
      ({ steps: done }) => done.filter(({ op, ended }) => op !== "same" && ended !== undefined).length >= steps,
    );
    operation.kill();
    const outcome = await operation.ended;
    await workspace.cancel();
    refuseProblems(outOfOrder(plan, outcome.steps, command === "up" ? "up" : "down"));
    return `killed after ${steps} steps, its state written ${skipCheckpoints ? "at the end only" : "after each"}`;
  };
  return [
    {
      title: "up, killed at any moment and run again, passes every gate, each object after all that it needs",
      run: async () => {
        await stage.standIn();
        const seen = await killed("up");
        const { steps, seconds } = await stage.workspace.up(FAST);
        refuseProblems(outOfOrder(stage.plan, steps, "up"));
        return `${seen}; then ${Math.round(seconds)} s`;
      },
    },
    {
      title: "preview then shows no change, nor does a refresh",
      run: () => stage.expectNoChanges(),
    },
    {
      title: "destroy, killed at any moment and run again, leaves nothing but the definitions",
      run: async ({ api }) => {
        const seen = await killed("destroy");
        const { steps, seconds } = await stage.workspace.destroy({ ...FAST, ...WITH_PROGRAM });
        refuseProblems([...outOfOrder(stage.plan, steps, "down"), ...(await leftOf(stage, api))]);
        return `${seen}; then ${Math.round(seconds)} s`;
      },
    },
  ];
}
