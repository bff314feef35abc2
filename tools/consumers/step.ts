import { spawnSync } from "node:child_process";
import { performance } from "node:perf_hooks";

/** A command that came to an end other than success, with all that it said. */
class CommandFailed extends Error {}

/** Runs a command and gives what it wrote; a failure carries the command and its whole output. */
export function run(directory: string, program: string, ...args: readonly string[]): string {
  const environment = { ...process.env, CDK8S_CHECK_UPGRADE: "false", npm_config_update_notifier: "false" };
  const options = { cwd: directory, env: environment, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 } as const;
  const { error, status, signal, stdout, stderr } = spawnSync(program, args, options);
  if (status === 0) return stdout;
  const end = error?.message ?? (signal === null ? `exit code ${String(status)}` : `signal ${signal}`);
  throw new CommandFailed(
    `${[program, ...args].join(" ")} in ${directory}: ${end}\n${stdout}${stderr}`.trimEnd().replace(/^/gm, "    "),
  );
}

/** One thing that must work, and what shows it. */
export interface Step {
  readonly title: string;
  readonly check: () => void;
}

/** Runs steps in order, with a line and the elapsed time each; a step that fails ends its list. */
export function follow(project: string, steps: readonly Step[]): { passed: number; failed: number } {
  console.log(project);
  let passed = 0;
  for (const { title, check } of steps) {
    const start = performance.now();
    const took = (): string => `${((performance.now() - start) / 1000).toFixed(1).padStart(6)} s`;
    try {
      check();
      passed += 1;
      console.log(`  ok     ${took()}  ${title}`);
    } catch (error) {
      console.log(`  FAILED ${took()}  ${title}`);
      console.log(error instanceof CommandFailed ? error.message : error);
      return { passed, failed: 1 };
    }
  }
  return { passed, failed: 0 };
}
