import { closeSync, existsSync, fstatSync, openSync, readSync } from "node:fs";

/** What the engine did, or would do, to one resource. */
export interface Step {
  /** `create`, `update`, `delete`, `create-replacement`, `same`, `refresh` … */
  readonly op: string;
  readonly urn: string;
  readonly type: string;
  /** Its logical name. */
  readonly name: string;
  /** Properties that differ. */
  readonly diffs: readonly string[];
  /** Properties that make it another object. */
  readonly replacing: readonly string[];
  /** Place among all events where it began. */
  readonly began: number;
  /** Place among all events where it ended; undefined where it has not. */
  readonly ended: number | undefined;
  readonly isFailed: boolean;
}

/** What the engine, a provider or the program said. */
export interface Message {
  readonly severity: string;
  /** The resource that it is about; empty where it is about none. */
  readonly urn: string;
  readonly text: string;
  /** Whether it is shown for the time being only, as what is waited for is. */
  readonly isStatus: boolean;
}

/** What an operation's event log tells. */
export interface Events {
  /** In the order in which they began; those of a preview only where the operation is one. */
  readonly steps: readonly Step[];
  readonly messages: readonly Message[];
  /** Resources by what was done to them. */
  readonly changes: Readonly<Record<string, number>>;
}

interface StepMetadata {
  readonly op: string;
  readonly urn: string;
  readonly type: string;
  readonly keys?: readonly string[];
  readonly diffs?: readonly string[];
  readonly detailedDiff?: Readonly<Record<string, unknown>> | null;
}

interface StepEvent {
  readonly metadata: StepMetadata;
  readonly planning?: boolean;
}

interface EngineEvent {
  readonly resourcePreEvent?: StepEvent;
  readonly resOutputsEvent?: StepEvent;
  readonly resOpFailedEvent?: StepEvent;
  readonly summaryEvent?: { readonly resourceChanges: Readonly<Record<string, number>>; readonly isPreview: boolean };
  readonly diagnosticEvent?: DiagnosticEvent;
}

interface DiagnosticEvent {
  readonly urn?: string;
  readonly message: string;
  readonly severity: string;
  readonly ephemeral?: boolean;
}

/** The event log that `pulumi --event-log` writes, read while it is written. */
export class EventLog {
  readonly #path: string;
  readonly #isPreview: boolean;
  readonly #steps = new Map<string, Step>();
  readonly #messages: Message[] = [];
  #changes: Readonly<Record<string, number>> = {};
  #bytesRead = 0;
  #count = 0;

  /** @param isPreview whether the operation changes nothing: another one's preview is left out */
  constructor(path: string, isPreview: boolean) {
    this.#path = path;
    this.#isPreview = isPreview;
  }

  /** What it tells by now. Only what is new is read: a log has megabytes, and is looked at ten times a second. */
  public read(): Events {
    for (const line of this.#newLines()) this.#take(JSON.parse(line) as EngineEvent, this.#count++);
    return { steps: [...this.#steps.values()], messages: [...this.#messages], changes: this.#changes };
  }

  /** The last line may be half written. */
  #newLines(): string[] {
    if (!existsSync(this.#path)) return [];
    const file = openSync(this.#path, "r");
    try {
      const bytes = Buffer.alloc(fstatSync(file).size - this.#bytesRead);
      const whole = bytes.subarray(0, readSync(file, bytes, 0, bytes.length, this.#bytesRead)).lastIndexOf("\n") + 1;
      this.#bytesRead += whole;
      return bytes.toString("utf8", 0, whole).split("\n").slice(0, -1);
    } finally {
      closeSync(file);
    }
  }

  #take(event: EngineEvent, place: number): void {
    const isOfThis = (step: StepEvent): boolean => (step.planning ?? false) === this.#isPreview;
    const { diagnosticEvent: said, summaryEvent: summary, resourcePreEvent: begun } = event;
    const finished = event.resOutputsEvent ?? event.resOpFailedEvent;
    if (said) this.#messages.push(messageOf(said));
    if (summary?.isPreview === this.#isPreview) this.#changes = summary.resourceChanges;
    if (begun && isOfThis(begun)) this.#steps.set(keyOf(begun), began(begun.metadata, place));
    if (finished && isOfThis(finished)) {
      const former = this.#steps.get(keyOf(finished)) ?? began(finished.metadata, place);
      // What a refresh did is known at its end only.
      const { op, diffs, replacing } = began(finished.metadata, place);
      const isFailed = event.resOpFailedEvent !== undefined;
      this.#steps.set(keyOf(finished), { ...former, op, diffs, replacing, ended: place, isFailed });
    }
  }
}

function messageOf({ severity, urn = "", message, ephemeral = false }: DiagnosticEvent): Message {
  return { severity, urn, text: message.replaceAll(/<\{%[^%]*%\}>/g, "").trim(), isStatus: ephemeral };
}

/** A replacement has several steps for one resource. */
function keyOf({ metadata: { op, urn } }: StepEvent): string {
  const isOfReplacement = op.includes("replace");
  return isOfReplacement ? `${op} ${urn}` : urn;
}

function began({ op, urn, type, keys = [], diffs = [], detailedDiff }: StepMetadata, place: number): Step {
  const detailed = Object.keys(detailedDiff ?? {});
  return {
    op,
    urn,
    type,
    name: urn.split("::").slice(3).join("::"),
    diffs: detailed.length > 0 ? detailed.sort() : [...diffs].sort(),
    replacing: [...keys].sort(),
    began: place,
    ended: undefined,
    isFailed: false,
  };
}
