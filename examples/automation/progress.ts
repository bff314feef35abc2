import type { EngineEvent } from "@pulumi/pulumi/automation";

/** Tells a deployment in words: a line when a part of the platform starts, and one when it is complete. */
export class Progress {
  readonly #say: (line: string) => void;
  readonly #start = Date.now();
  readonly #open = new Map<string, number>();

  constructor(say: (line: string) => void) {
    this.#say = say;
  }

  /** To be handed to `stack.up({ onEvent })`. */
  public readonly onEvent = (event: EngineEvent): void => {
    const { resourcePreEvent, resOutputsEvent, resOpFailedEvent, diagnosticEvent, summaryEvent } = event;
    if (resourcePreEvent) this.#starts(resourcePreEvent.metadata);
    if (resOutputsEvent) this.#ends(resOutputsEvent.metadata);
    if (resOpFailedEvent) this.#line(`failed: ${nameOf(resOpFailedEvent.metadata.urn)}`);
    if (diagnosticEvent && (diagnosticEvent.severity === "error" || diagnosticEvent.message.includes("wait:"))) {
      this.#line(diagnosticEvent.message.trim());
    }
    if (summaryEvent) this.#line(`done: ${counted(summaryEvent.resourceChanges)}`);
  };

  #starts({ type, urn, op }: Step): void {
    if (op !== "same" && WAITING.has(type.split(":").at(-1) ?? "")) this.#open.set(urn, Date.now());
  }

  #ends({ urn, op }: Step): void {
    const start = this.#open.get(urn);
    if (start === undefined) return;
    this.#open.delete(urn);
    const name = nameOf(urn);
    const after = `after ${Math.round((Date.now() - start) / 1000)} s`;
    if (op === "delete") this.#line(`${name} is removed, ${after}`);
    else if (name.endsWith("/gates")) this.#line(`${name} are passed, ${after}`);
    else if (name.endsWith("/models")) this.#line(`${name} are Ready, ${after}`);
    else this.#line(`${name} is ready, ${after}`);
  }

  #line(text: string): void {
    this.#say(`${String(Math.round((Date.now() - this.#start) / 1000)).padStart(4)} s  ${text}`);
  }
}

const WAITING = new Set(["Stash", "Deployment", "DaemonSet"]);

interface Step {
  readonly op: string;
  readonly type: string;
  readonly urn: string;
}

/** The last part of a URN without the name of the stack: `kserve/kserve-controller-manager`. */
function nameOf(urn: string): string {
  return (urn.split("::").at(-1) ?? urn).replace(/^[^:]+:/, "");
}

function counted(changes: Readonly<Record<string, number | undefined>> = {}): string {
  return Object.entries(changes)
    .map(([change, count]) => `${count ?? 0} ${change}`)
    .join(", ");
}
