import { execFile } from "node:child_process";

/** What a program printed. */
export interface Output {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end; one that cannot be started is an error. */
export function run(
  program: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<Output> {
  return new Promise((resolve, reject) => {
    execFile(program, args, { ...options, maxBuffer: 1 << 28 }, (error, stdout, stderr) => {
      // A number is what it ended with; anything else is why it did not start.
      const code = error ? error.code : 0;
      if (typeof code === "number") resolve({ code, stdout, stderr });
      else reject(new Error(`${program}: ${error?.message ?? "no exit code"}`));
    });
  });
}

/** What a program printed as JSON; anything else fails with what it said. */
export async function json(program: string, args: readonly string[], cwd?: string): Promise<unknown> {
  const { code, stdout, stderr } = await run(program, args, { cwd });
  try {
    return JSON.parse(stdout);
  } catch {
    throw new Error(
      `${program} ended with ${String(code)} and printed no JSON: ${stderr.trim() || stdout.slice(0, 500)}`,
    );
  }
}
