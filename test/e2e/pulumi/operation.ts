import { readFileSync } from "node:fs";
import type { RunDirectory } from "../cluster/run-directory";
import { until } from "../progress";
import { EventLog, type Events, type Message } from "./events";

/** How an operation ended. */
export interface Outcome extends Events {
  /** undefined where a signal ended it. */
  readonly exitCode: number | undefined;
  readonly seconds: number;
  /** What is said to be wrong. */
  readonly errors: readonly Message[];
  /** Their words. */
  readonly said: string;
  /** What pulumi printed. */
  readonly text: string;
}

/** One `pulumi` command that runs. */
export class Operation {
  /** The engine's process. */
  public readonly pid: number;
  /** Settles when the command has ended, well or not. */
  public readonly ended: Promise<Outcome>;
  readonly #events: EventLog;
  #isRunning = true;

  constructor(
    directory: RunDirectory,
    name: string,
    command: { program: string; args: readonly string[]; env: NodeJS.ProcessEnv; isPreview: boolean },
  ) {
    const begin = Date.now();
    const eventLog = directory.log(`${name}.events`);
    const args = [...command.args, "--event-log", eventLog];
    const { pid, ended } = directory.run(name, command.program, args, command.env);
    this.pid = pid;
    this.#events = new EventLog(eventLog, command.isPreview);
    this.ended = ended.then((exitCode) => {
      this.#isRunning = false;
      const events = this.#events.read();
      const errors = events.messages.filter(({ severity }) => severity === "error");
      const text = readFileSync(directory.log(name), "utf8");
      const said = errors.map(({ text: words }) => words).join("\n");
      return { ...events, exitCode, seconds: (Date.now() - begin) / 1000, errors, said, text };
    });
  }

  /** What happened so far. */
  public get events(): Events {
    return this.#events.read();
  }

  /** Waits until what happened so far is as `holds` says; throws where the command ends before. */
  public async until(title: string, seconds: number, holds: (events: Events) => boolean): Promise<void> {
    await until(title, seconds, () => Promise.resolve(!this.#isRunning || holds(this.events)));
    if (!holds(this.events)) throw new Error(`it ended, and never was as awaited: ${title}`);
  }

  /** Ctrl-C: the engine lets end what it has begun, begins nothing more, and writes the state. */
  public interrupt(): void {
    process.kill(this.pid, "SIGINT");
  }

  /** Ends the engine as a crash would: nothing more is written, and the stack stays locked. */
  public kill(): void {
    process.kill(this.pid, "SIGKILL");
  }
}
