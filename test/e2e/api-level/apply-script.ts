import { spawn } from "node:child_process";
import { join } from "node:path";
import { defaultPlatform } from "../../../charts/default-platform";
import { ServingApp } from "../../../lib/output/serving-app";
import type { Plan } from "../../../lib/plan";
import type { Cluster } from "../cluster/cluster";
import { capture, type Answer } from "../cluster/kubectl";

/** A folder as `npm start` writes it, and its `apply.sh` against one cluster. */
export class ApplyScript {
  /** The graph that the folder was written from. */
  public readonly plan: Plan;
  readonly #folder: string;
  readonly #environment: NodeJS.ProcessEnv;

  constructor(folder: string, { kubectl }: Cluster) {
    const app = new ServingApp({ outdir: folder });
    defaultPlatform(app);
    this.plan = app.synth();
    this.#folder = folder;
    this.#environment = { ...process.env, KUBECTL: kubectl.program, KUBECONFIG: kubectl.kubeconfig };
  }

  /** Where one of its files lies. */
  public file(name: string): string {
    return join(this.#folder, name);
  }

  /** Runs it to its end. */
  public run(...args: readonly string[]): Promise<Answer> {
    return this.runWith({}, ...args);
  }

  /** Runs it to its end in another environment. */
  public runWith(environment: NodeJS.ProcessEnv, ...args: readonly string[]): Promise<Answer> {
    return capture("sh", [this.file("apply.sh"), ...args], { env: { ...this.#environment, ...environment } });
  }

  /** Runs it as a terminal does, and presses Ctrl-C as soon as it has printed a text. */
  public async interruptAt(text: string, ...args: readonly string[]): Promise<Answer & { signal: string | null }> {
    // A process group of its own, which Ctrl-C reaches as a whole: the shell and the kubectl that it runs.
    const child = spawn("sh", [this.file("apply.sh"), ...args], { env: this.#environment, detached: true });
    const printed = { stdout: "", stderr: "" };
    const watch = (name: "stdout" | "stderr"): void => {
      child[name].setEncoding("utf8").on("data", (chunk: string) => {
        const isNew = !printed.stdout.includes(text);
        printed[name] += chunk;
        if (isNew && printed.stdout.includes(text) && child.pid !== undefined) process.kill(-child.pid, "SIGINT");
      });
    };
    watch("stdout");
    watch("stderr");
    return new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code, signal) => {
        resolve({ code: code ?? 1, signal, ...printed });
      });
    });
  }
}
