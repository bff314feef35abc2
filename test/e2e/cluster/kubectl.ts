import { spawn } from "node:child_process";

/** What one call printed. */
export interface Answer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** kubectl against one cluster. */
export class Kubectl {
  public readonly program: string;
  public readonly kubeconfig: string;

  constructor(program: string, kubeconfig: string) {
    this.program = program;
    this.kubeconfig = kubeconfig;
  }

  /** Runs kubectl, with a text on its standard input where one is given. */
  public call(args: readonly string[], input?: string): Promise<Answer> {
    return capture(this.program, [`--kubeconfig=${this.kubeconfig}`, ...args], { input });
  }
}

/** Runs a program to its end and keeps what it printed. */
export function capture(
  program: string,
  args: readonly string[],
  { input, ...options }: { input?: string | undefined; cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, options);
    const text = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"] as const) {
      child[name].setEncoding("utf8").on("data", (chunk: string) => (text[name] += chunk));
    }
    child.once("error", reject);
    child.once("close", (code) => {
      resolve({ code: code ?? 1, ...text });
    });
    // A program that ends before it has read its input is judged by its exit code.
    child.stdin.on("error", () => undefined);
    child.stdin.end(input);
  });
}
