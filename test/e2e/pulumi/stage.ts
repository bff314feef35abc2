import { join } from "node:path";
import type { Cluster } from "../cluster/cluster";
import { controlPlane } from "../cluster/control-plane";
import type { Events, Step } from "./events";
import { Workspace } from "./workspace";

/** What the checks of one suite share: a control plane, and one stack on it. */
export class Stage {
  readonly #program: string;
  #workspace: Workspace | undefined;

  /** @param program name of a file in `programs/` */
  constructor(program: string) {
    this.#program = join(__dirname, "programs", program);
  }

  /** Starts the control plane and makes the stack; both end together. */
  public readonly start = async (): Promise<Cluster> => {
    const cluster = await controlPlane();
    const stop = async (): Promise<void> => {
      await this.#workspace?.end();
      await cluster.stop();
    };
    try {
      const workspace = await Workspace.create({ kubeconfig: cluster.kubectl.kubeconfig, program: this.#program });
      this.#workspace = workspace;
      const { own } = cluster;
      // What a failed check leaves to be read is pulumi's own account.
      const saveLogs = (): string => [own?.saveLogs() ?? "", workspace.saveLogs()].join(" ");
      return { ...cluster, stop, ...(own && { own: { ...own, saveLogs } }) };
    } catch (error) {
      await stop();
      throw error;
    }
  };

  /** The stack. */
  public get workspace(): Workspace {
    if (!this.#workspace) throw new Error("there is no stack: the suite was not started");
    return this.#workspace;
  }
}

/** What was done to objects, as `op name`, in order of the names; what stayed the same, and the stack itself, left out. */
export function done({ steps }: Events): string[] {
  const isOfNote = ({ op, type }: Step): boolean => op !== "same" && type !== "pulumi:pulumi:Stack";
  return steps
    .filter(isOfNote)
    .map(({ op, name }) => `${op} ${name}`)
    .sort();
}

/** The step of one resource, by its logical name. */
export function stepOf({ steps }: Events, name: string): Step {
  const step = steps.find((each) => each.name === name);
  if (step === undefined) throw new Error(`nothing was done to ${name}`);
  return step;
}
