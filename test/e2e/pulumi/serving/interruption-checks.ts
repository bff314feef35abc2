import type { Check } from "../../suite";
import { refuseProblems } from "../../problems";
import { leftOf } from "./removal-checks";
import type { Stage } from "./stage";

/** Steps after which an operation is ended, as parts of all. */
const MOMENTS = [0.1, 0.6] as const;

/** What an engine that is killed leaves behind. */
export function interruptionChecks(stage: Stage): Check[] {
  return [
    {
      title: "destroy and up, killed at any moment and run again, come to the same end",
      run: async ({ api }) => {
        const all = stage.plan.charts.reduce((sum, { objects }) => sum + objects.length, 0);
        const { workspace } = stage;
        const seen: string[] = [];
        const killed = async (command: "up" | "destroy", part: number): Promise<void> => {
          const operation = workspace.start(command, command === "destroy" ? { args: ["--run-program"] } : {});
          // Some way into a step, not at its edge.
          const steps = Math.round(all * (part + Math.random() * 0.05));
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
        for (const part of MOMENTS) {
          await killed("destroy", part * 0.8);
          await workspace.destroy({ args: ["--run-program"] });
          refuseProblems(await leftOf(stage, api));
          await killed("up", part);
          await workspace.up();
          await workspace.preview({ expectNoChanges: true });
        }
        return seen.join(", ");
      },
    },
  ];
}
