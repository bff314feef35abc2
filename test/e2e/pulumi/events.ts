import { existsSync, readFileSync } from "node:fs";

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
  readonly diagnosticEvent?: {
    readonly urn?: string;
    readonly message: string;
    readonly severity: string;
    readonly ephemeral?: boolean;
  };
}

/**
 * Reads the event log that `pulumi --event-log` writes, also while it is written.
 *
 * @param isPreview whether the operation changes nothing: another one's preview is left out
 */
export function eventsOf(path: string, isPreview: boolean): Events {
  const events = existsSync(path) ? readFileSync(path, "utf8").split("\n").flatMap(parsed) : [];
  const steps = new Map<string, Step>();
  const messages: Message[] = [];
  let changes: Readonly<Record<string, number>> = {};
  for (const [place, event] of events.entries()) {
    const { diagnosticEvent: said, summaryEvent: summary, resourcePreEvent: begun } = event;
    const finished = event.resOutputsEvent ?? event.resOpFailedEvent;
    if (said)
      messages.push({
        severity: said.severity,
        urn: said.urn ?? "",
        text: said.message.replaceAll(/<\{%[^%]*%\}>/g, "").trim(),
        isStatus: said.ephemeral ?? false,
      });
    if (summary?.isPreview === isPreview) changes = summary.resourceChanges;
    if (begun && (begun.planning ?? false) === isPreview) steps.set(keyOf(begun), began(begun.metadata, place));
    if (finished && (finished.planning ?? false) === isPreview) {
      const former = steps.get(keyOf(finished)) ?? began(finished.metadata, place);
      // What a refresh did is known at its end only.
      const { op, diffs, replacing } = began(finished.metadata, place);
      const isFailed = event.resOpFailedEvent !== undefined;
      steps.set(keyOf(finished), { ...former, op, diffs, replacing, ended: place, isFailed });
    }
  }
  return { steps: [...steps.values()], messages, changes };
}

/** The last line may be half written. */
function parsed(line: string): EngineEvent[] {
  try {
    return line === "" ? [] : [JSON.parse(line) as EngineEvent];
  } catch {
    return [];
  }
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
