import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse, stringify } from "yaml";
import { capture } from "../cluster/kubectl";
import { RunDirectory } from "../cluster/run-directory";
import { onShutdown } from "../cluster/shutdown";
import { enginePrograms, type EnginePrograms, type LanguageHost } from "./engine-programs";
import { environment, SKIPS_CHECKPOINTS } from "./environment";
import { Operation, type Outcome } from "./operation";

/** What a workspace deploys, and where. */
export interface WorkspaceOptions {
  /** Path of the kubeconfig; the program and the providers have it as `KUBECONFIG`. */
  readonly kubeconfig: string;
  /** The TypeScript program, absolute; or a directory that has a Pulumi.yaml of its own. */
  readonly program: string | { readonly project: string };
  /** Further variables of the program and the providers. @default - none */
  readonly environment?: Readonly<Record<string, string>>;
  /** @default "new" */
  readonly languageHost?: LanguageHost;
}

/** Settings of one operation. */
export interface OperationOptions {
  /** Operations at a time. @default - four for each core, as the engine does it */
  readonly parallel?: number;
  /** Whether a preview comes first. @default false */
  readonly preview?: boolean;
  /** Whether the state is written at the end only, which a stack of many objects needs; a crash then loses all of it. @default false */
  readonly skipCheckpoints?: boolean;
  /** Whether an error is an outcome to look at, and none to throw. @default false */
  readonly mayFail?: boolean;
  /** Further arguments. @default - none */
  readonly args?: readonly string[];
}

/** Operations of which none is killed: the engine writes the state of a platform's resources once, not after each. */
export const FAST = { skipCheckpoints: true } as const;

/** What a destroy of a platform needs: the guard of the models is part of the program. */
export const WITH_PROGRAM = { args: ["--run-program"] } as const;

/** A stack's state, as `pulumi stack export` has it. */
export interface State {
  readonly deployment: {
    readonly resources?: readonly StateResource[];
    readonly pending_operations?: readonly { readonly type: string; readonly resource: StateResource }[];
  };
}

/** One resource of a state. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly custom: boolean;
  readonly parent?: string;
  readonly provider?: string;
  readonly dependencies?: readonly string[];
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly initErrors?: readonly string[];
  readonly retainOnDelete?: boolean;
  readonly aliases?: readonly string[];
}

type Command = "up" | "preview" | "refresh" | "destroy";

const STACK = "e2e";

/**
 * A Pulumi stack in a scratch directory: the real engine and language host with a state of their own, against one
 * cluster. Nothing of it lies in the checkout, nor in the user's home.
 */
export class Workspace {
  readonly #directory: RunDirectory;
  readonly #programs: EnginePrograms;
  readonly #project: string;
  readonly #environment: NodeJS.ProcessEnv;
  readonly #stop: () => Promise<void>;
  #operations = 0;

  private constructor(directory: RunDirectory, programs: EnginePrograms, options: WorkspaceOptions) {
    this.#directory = directory;
    this.#programs = programs;
    this.#project = directory.file("project");
    this.#environment = environment(directory, programs, options);
    this.#stop = onShutdown(() => directory.end());
  }

  /** Builds what is needed, and makes an empty stack. */
  public static async create(options: WorkspaceOptions): Promise<Workspace> {
    const directory = RunDirectory.create();
    try {
      const workspace = new Workspace(
        directory,
        await enginePrograms(directory, options.languageHost ?? "new"),
        options,
      );
      for (const name of ["state", "home", "project"]) mkdirSync(directory.file(name));
      // A file where the engine wants a directory: it logs every property otherwise, which takes a third of its time.
      writeFileSync(join(directory.file("home"), "logs"), "");
      writeFileSync(join(directory.file("project"), "Pulumi.yaml"), projectOf(options.program));
      await workspace.call(["stack", "init", STACK]);
      return workspace;
    } catch (error) {
      await directory.end();
      throw error;
    }
  }

  /** What the Kubernetes provider is: belongs to every result. */
  public get provider(): string {
    return this.#programs.provider;
  }

  /** Whether the provider is the stand-in. */
  public get standsIn(): boolean {
    return this.#programs.standsIn;
  }

  /** What a program that starts the engine by itself needs: state, home and settings are the workspace's. */
  public get environment(): NodeJS.ProcessEnv {
    return this.#environment;
  }

  /** Deploys the program. */
  public up(options: OperationOptions = {}): Promise<Outcome> {
    return this.#finish("up", options);
  }

  /** Says what `up` would do. */
  public preview({
    expectNoChanges = false,
    ...options
  }: OperationOptions & { readonly expectNoChanges?: boolean } = {}): Promise<Outcome> {
    const args = [...(options.args ?? []), ...(expectNoChanges ? ["--expect-no-changes"] : [])];
    return this.#finish("preview", { ...options, args });
  }

  /** Takes into the state what the cluster has. */
  public refresh({
    expectNoChanges = false,
    ...options
  }: OperationOptions & { readonly expectNoChanges?: boolean } = {}): Promise<Outcome> {
    const args = [...(options.args ?? []), ...(expectNoChanges ? ["--expect-no-changes"] : [])];
    return this.#finish("refresh", { ...options, args });
  }

  /** Deletes everything that the state has. */
  public destroy(options: OperationOptions = {}): Promise<Outcome> {
    return this.#finish("destroy", options);
  }

  /** Begins an operation that is looked at, or ended, while it runs. */
  public start(command: Command, options: OperationOptions = {}): Operation {
    const { parallel, preview = false, skipCheckpoints = false, args = [] } = options;
    this.#operations += 1;
    const isPreview = command === "preview";
    return new Operation(this.#directory, `pulumi-${String(this.#operations).padStart(2, "0")}-${command}`, {
      program: this.#programs.pulumi,
      args: [
        command,
        ...this.#common(),
        ...(isPreview ? [] : ["--yes"]),
        ...(isPreview || preview ? [] : ["--skip-preview"]),
        ...(parallel === undefined ? [] : ["--parallel", String(parallel)]),
        ...args,
      ],
      env: {
        ...this.#environment,
        ...(skipCheckpoints && SKIPS_CHECKPOINTS),
      },
      isPreview,
    });
  }

  /** Frees a stack that an operation left locked. */
  public async cancel(): Promise<void> {
    await this.call(["cancel", "--yes", STACK]);
  }

  /** Sets a configuration value that the next operation sees. */
  public async config(key: string, value: string, { secret = false } = {}): Promise<void> {
    await this.call(["config", "set", ...(secret ? ["--secret"] : []), "--", key, value]);
  }

  /** The state, secrets encrypted as they are stored. */
  public async state(): Promise<State> {
    return JSON.parse(await this.call(["stack", "export"])) as State;
  }

  /** The state's text as it lies on disk. */
  public stateText(): string {
    const { name } = parse(readFileSync(join(this.#project, "Pulumi.yaml"), "utf8")) as { name: string };
    return readFileSync(join(this.#directory.file("state"), ".pulumi", "stacks", name, `${STACK}.json`), "utf8");
  }

  /** The program's outputs. */
  public async outputs({ showSecrets = false } = {}): Promise<Readonly<Record<string, unknown>>> {
    const args = ["stack", "output", "--json", ...(showSecrets ? ["--show-secrets"] : [])];
    return JSON.parse(await this.call(args)) as Record<string, unknown>;
  }

  /** Any other command, to its end; what it printed. Throws where it fails. */
  public async call(args: readonly string[]): Promise<string> {
    const all = [...args.slice(0, 1), ...this.#common(args[0] ?? ""), ...args.slice(1)];
    const { code, stdout, stderr } = await capture(this.#programs.pulumi, all, { env: this.#environment });
    if (code !== 0) throw new Error(`pulumi ${args.join(" ")} failed: ${stderr.trim()}`);
    return stdout;
  }

  /** Copies the logs to where they outlive the workspace; says where. */
  public saveLogs(): string {
    return this.#directory.saveLogs();
  }

  /** Ends what runs and removes everything but what is in the cluster. */
  public end(): Promise<void> {
    return this.#stop();
  }

  async #finish(command: Command, options: OperationOptions): Promise<Outcome> {
    const outcome = await this.start(command, options).ended;
    if (outcome.exitCode === 0 || options.mayFail === true) return outcome;
    const said = outcome.errors.map(({ urn, text }) => `${urn.split("::").slice(2).join(" ")}: ${text}`);
    const reasons = said.length > 0 ? said : [outcome.text.trim().split("\n").slice(-15).join("\n")];
    throw new Error([`pulumi ${command} failed`, ...reasons, `logs: ${this.saveLogs()}`].join("\n"));
  }

  #common(command = ""): string[] {
    // These take the stack as a word of their own.
    const stack = command === "stack" || command === "cancel" ? [] : ["--stack", STACK];
    return ["--non-interactive", "--color", "never", "--cwd", this.#project, ...stack];
  }
}

/** A project whose program lies elsewhere: what pulumi writes beside it stays out of the checkout. */
function projectOf(program: WorkspaceOptions["program"]): string {
  const options = { typescript: false, nodeargs: "--require tsx/cjs" };
  if (typeof program === "string")
    return stringify({ name: "e2e", main: program, runtime: { name: "nodejs", options } });
  const own = parse(readFileSync(join(program.project, "Pulumi.yaml"), "utf8")) as { readonly main: string };
  return stringify({ ...own, main: resolve(program.project, own.main) });
}
