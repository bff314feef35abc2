import { readFileSync, writeFileSync } from "node:fs";
import { capture, type Answer } from "../cluster/kubectl";
import type { RunDirectory } from "../cluster/run-directory";
import { residentBytes } from "../cluster/start-control-plane";
import { until } from "../progress";

/** Records the first process of the namespaces, see {@link ../node/end-node}. */
export const INIT = "init";

/**
 * The namespaces in which a node lives: processes, network, mounts, host name, IPC.
 *
 * When their first process is killed the kernel ends every process in them, however it was started, and drops the
 * mounts, interfaces, routes and nftables rules: nothing of a node can stay behind on the machine.
 */
export class Namespaces {
  readonly #directory: RunDirectory;
  /** Their first process, as this machine numbers it. */
  public readonly init: number;

  private constructor(directory: RunDirectory, init: number) {
    this.#directory = directory;
    this.init = init;
  }

  public static async create(directory: RunDirectory): Promise<Namespaces> {
    const outer = directory.start("namespaces", "unshare", [
      ...["--fork", "--kill-child", "--pid", "--mount-proc", "--mount", "--propagation=private"],
      ...["--net", "--ipc", "--uts"],
      // Process 1 has to reap what is orphaned, which a shell does while it waits.
      ...["sh", "-c", "while sleep 3600; do :; done", directory.file(INIT)],
    ]);
    let init = 0;
    await until("the node's namespaces exist", 10, () => {
      if (!directory.isRunning(outer)) throw new Error(readFileSync(directory.log("namespaces"), "utf8"));
      init = childOf(outer);
      return Promise.resolve(ofProcess(init, "cmdline").startsWith("sh\0"));
    });
    writeFileSync(directory.file(INIT), String(init));
    return new Namespaces(directory, init);
  }

  /** Runs a program in them to its end. */
  public call(program: string, args: readonly string[], input?: string): Promise<Answer> {
    return capture("nsenter", this.#enter(program, args), { input });
  }

  /** Runs a program in them that must succeed, and returns what it printed. */
  public async succeed(program: string, ...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await this.call(program, args);
    if (code !== 0) throw new Error(`${[program, ...args].join(" ")}: ${stderr.trim() || `exit code ${code}`}`);
    return stdout;
  }

  /** Starts a program in them; the pid is that of the process outside which waits for it. */
  public start(name: string, program: string, args: readonly string[]): number {
    return this.#directory.start(name, "nsenter", this.#enter(program, args));
  }

  /** Resident memory of a program that was started in them; 0 when it has ended. */
  public residentBytes(pid: number): number {
    const child = childOf(pid);
    return child === 0 ? 0 : residentBytes(child);
  }

  #enter(program: string, args: readonly string[]): string[] {
    const target = [`--target=${this.init}`, "--pid", "--mount", "--net", "--ipc", "--uts"];
    // Named in the command line, the directory tells a process of this run from all others.
    return [...target, `--wd=${this.#directory.path}`, "--", program, ...args];
  }
}

/** 0 where there is none. */
function childOf(pid: number): number {
  return Number(ofProcess(pid, `task/${pid}/children`).trim().split(" ")[0]);
}

/** Empty where the process has ended. */
function ofProcess(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return "";
  }
}
