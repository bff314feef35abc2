import { join } from "node:path";
import type { Manifest } from "../../../lib/internal/emit";
import { ServingApp } from "../../../lib/output/serving-app";
import type { Plan } from "../../../lib/plan";
import { capture, type Answer, type Kubectl } from "../cluster/kubectl";

/** Time limit of each gate, in seconds: images are near, but two cores start everything at once. */
const GATE_SECONDS = 240;

/** A program that was synthesized into a folder, applied and taken down by nothing but that folder's `apply.sh`. */
export class Installation {
  public readonly plan: Plan;
  readonly #kubectl: Kubectl;
  readonly #outdir: string;

  constructor(kubectl: Kubectl, directory: string, program: (app: ServingApp) => void) {
    this.#kubectl = kubectl;
    this.#outdir = join(directory, "dist");
    const app = new ServingApp({ outdir: this.#outdir });
    program(app);
    this.plan = app.synth();
  }

  public get manifests(): readonly Manifest[] {
    return this.plan.charts.flatMap(({ objects }) => objects.map(({ manifest }) => manifest));
  }

  /** What `apply.sh` printed, both streams in one, and its exit code. */
  public run(...args: readonly string[]): Promise<Answer> {
    const env = { ...process.env, KUBECTL: this.#kubectl.program, KUBECONFIG: this.#kubectl.kubeconfig };
    const limit = args.includes("--timeout") ? [] : ["--timeout", String(GATE_SECONDS)];
    return capture("sh", [join(this.#outdir, "apply.sh"), ...limit, ...args], { env });
  }

  /** Runs `apply.sh` and throws with what it said where it failed. */
  public async succeed(...args: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await this.run(...args);
    if (code !== 0) throw new Error(`apply.sh ${args.join(" ")} ended with ${code}:\n${lastLines(stdout + stderr)}`);
    return stdout;
  }

  /** How many conditions the gates of the plan have. */
  public get conditions(): number {
    return this.plan.charts.reduce((sum, { gate }) => sum + (gate?.conditions.length ?? 0), 0);
  }
}

function lastLines(text: string): string {
  return text.trimEnd().split("\n").slice(-12).join("\n");
}
