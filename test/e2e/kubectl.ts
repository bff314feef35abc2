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
    return new Promise((resolve, reject) => {
      const child = spawn(this.program, [`--kubeconfig=${this.kubeconfig}`, ...args]);
      let stdout = "";
      let stderr = "";
      child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
      child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
      child.on("error", reject);
      child.on("close", (code) => {
        resolve({ code: code ?? 1, stdout, stderr });
      });
      child.stdin.end(input);
    });
  }

  public async succeeds(...args: string[]): Promise<boolean> {
    return (await this.call(args)).code === 0;
  }

  /** Server-side apply with strict field validation. */
  public apply(manifests: readonly object[], ...flags: string[]): Promise<Answer> {
    const list = JSON.stringify({ apiVersion: "v1", kind: "List", items: manifests });
    return this.call(
      ["apply", "--server-side", "--field-manager=kserve-stack", "--validate=strict", ...flags, "-f", "-"],
      list,
    );
  }
}
