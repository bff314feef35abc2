import { capture } from "../cluster/kubectl";

/** Runs a program that must succeed, and returns what it printed. */
export async function succeed(program: string, args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await capture(program, args);
  if (code !== 0) throw new Error(`${[program, ...args].join(" ")}: ${stderr.trim() || `exit code ${code}`}`);
  return stdout;
}
