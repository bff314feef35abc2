import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import {
  appendFileSync,
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { cache } from "./cache";
import { endNode } from "../node/end-node";
import { sleep } from "../progress";

const PREFIX = "kserve-stack-e2e-";

/**
 * The scratch directory of one control plane, with the processes that were started for it.
 *
 * Pids are recorded on disk, so that the next run can end what a crashed one left; a pid counts only while its command
 * line still names the directory, which no other process has.
 */
export class RunDirectory {
  public readonly path: string;
  #isEnding = false;

  private constructor(path: string) {
    this.path = path;
  }

  /** A new directory that belongs to this process. */
  public static create(): RunDirectory {
    const directory = new RunDirectory(mkdtempSync(join(tmpdir(), PREFIX)));
    writeFileSync(directory.file("owner"), String(process.pid));
    mkdirSync(directory.file("log"));
    return directory;
  }

  /** The directories of all runs, those of other processes included. */
  public static all(): RunDirectory[] {
    return readdirSync(tmpdir())
      .filter((name) => name.startsWith(PREFIX))
      .map((name) => new RunDirectory(join(tmpdir(), name)))
      .filter((directory) => existsSync(directory.file("owner")));
  }

  /** The directories of all runs whose owner lives no more, kept ones included. */
  public static abandoned(): RunDirectory[] {
    return RunDirectory.all().filter((directory) => !directory.#isOwned());
  }

  /** The process that it belongs to, or did. */
  public get owner(): number {
    return Number(readFileSync(this.file("owner"), "utf8"));
  }

  /** Whether somebody asked for it to outlive its run. */
  public get isKept(): boolean {
    return existsSync(this.file("kept"));
  }

  /** Its name, which no other run has; what is made for it outside of the directory bears it too. */
  public get name(): string {
    return basename(this.path);
  }

  public file(name: string): string {
    return join(this.path, name);
  }

  public log(program: string): string {
    return this.file(join("log", program));
  }

  /** Starts a program in a session of its own, so that Ctrl-C reaches only us and we end it in order. */
  public start(name: string, program: string, args: readonly string[]): number {
    const { child, pid } = this.#spawn(name, program, args);
    child.unref();
    return pid;
  }

  /** As {@link start}, for a program that ends by itself: `ended` has its exit code, undefined where a signal ended it. */
  public run(
    name: string,
    program: string,
    args: readonly string[],
    env: NodeJS.ProcessEnv,
  ): { readonly pid: number; readonly ended: Promise<number | undefined> } {
    const { child, pid } = this.#spawn(name, program, args, env);
    const ended = new Promise<number | undefined>((resolve) => {
      child.once("exit", (code) => {
        resolve(code ?? undefined);
      });
    });
    return { pid, ended };
  }

  #spawn(
    name: string,
    program: string,
    args: readonly string[],
    env: NodeJS.ProcessEnv = process.env,
  ): { readonly child: ChildProcess; readonly pid: number } {
    if (this.#isEnding) throw new Error(`${name} is not started: the run is ending`);
    const log = openSync(this.log(name), "a");
    // The directory in its environment-free command line is what identifies it later.
    const child = spawn(program, args, { cwd: this.path, detached: true, stdio: ["ignore", log, log], env });
    closeSync(log);
    child.on("error", (error) => {
      appendFileSync(this.log(name), `${error.message}\n`);
    });
    if (child.pid === undefined) throw new Error(`${program} could not be started; see ${this.log(name)}`);
    appendFileSync(this.file("pids"), `${child.pid}\n`);
    return { child, pid: child.pid };
  }

  public isRunning(pid: number): boolean {
    return commandLine(pid).includes(this.path);
  }

  public keep(): void {
    writeFileSync(this.file("kept"), "");
  }

  /** Copies the logs to where they outlive this directory. */
  public saveLogs(): string {
    const target = join(cache, "logs", this.name);
    cpSync(this.file("log"), target, { recursive: true });
    return target;
  }

  /** Ends what was started here, newest first, and removes the directory. */
  public async end(): Promise<void> {
    this.#isEnding = true;
    await endNode(this);
    for (const pid of this.#pids().reverse()) {
      if (!this.isRunning(pid)) continue;
      kill(pid, "SIGTERM");
      for (let tries = 0; tries < 100 && this.isRunning(pid); tries += 1) await sleep(100);
      if (this.isRunning(pid)) kill(pid, "SIGKILL");
    }
    rmSync(this.path, { recursive: true, force: true });
  }

  #pids(): number[] {
    if (!existsSync(this.file("pids"))) return [];
    return readFileSync(this.file("pids"), "utf8").trim().split("\n").map(Number);
  }

  #isOwned(): boolean {
    return commandLine(this.owner).includes("e2e");
  }
}

/** Empty where there is no such process. */
function commandLine(pid: number): string {
  if (!(pid > 0)) return "";
  if (existsSync("/proc/self/cmdline")) {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    } catch {
      return "";
    }
  }
  for (;;) {
    const { stdout, signal } = spawnSync("ps", ["-o", "args=", "-ww", "-p", String(pid)], { encoding: "utf8" });
    // Ctrl-C reaches ps too, and its silence then says nothing of the process.
    if (signal === null) return stdout;
  }
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended by itself between the look and the signal.
  }
}
