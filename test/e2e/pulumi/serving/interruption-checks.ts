import type { Check } from "../../suite";
import { refuseProblems } from "../../problems";
import { leftOf } from "./removal-checks";
import { FAST, type Stage } from "./stage";

/** The last steps are left out: what would be done by the next one may be none. */
const LATEST = 0.9;

/** What an engine that is killed leaves behind. */
export function interruptionChecks(stage: Stage): Check[] {
  return [
    {
      title: "destroy and up, killed at any moment and run again, come to the same end",
      run: async ({ api }) => {
        const all = stage.plan.charts.reduce((sum, { objects }) => sum + objects.length, 0);
        const { workspace } = stage;
        const seen: string[] = [];
        const killed = async (command: "up" | "destroy"): Promise<void> => {
          const operation = workspace.start(command, command === "destroy" ? { args: ["--run-program"] } : {});
          const steps = Math.ceil(all * LATEST * Math.random());
          await operation.until(
            `${command} has done ${steps} steps`,
            300,
            ({ steps: done }) => done.filter(({ op, ended }) => op !== "same" && ended !== undefined).length >= steps,
          );
          operation.kill();
          await operation.ended;
          seen.push(`${command} at ${steps}`);
          await workspace.cancel();
        };
        await killed("destroy");
        await workspace.destroy({ ...FAST, args: ["--run-program"] });
        refuseProblems(await leftOf(stage, api));
        await killed("up");
        await workspace.up(FAST);
        await workspace.preview({ expectNoChanges: true });
        return seen.join(", ");
      },
    },
  ];
}
