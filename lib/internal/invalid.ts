import type { IConstruct } from "constructs";
import { isUnresolved } from "./unresolved";

/** What a message about one bad value has to say. */
export interface Invalidity {
  /** What would have been right, as the end of "must be …". */
  readonly expected: string;
  /** The value that came. */
  readonly got: unknown;
  /** What to write instead. */
  readonly fix: string;
}

/**
 * A mistake in what the user wrote, told in the user's terms.
 *
 * It carries no stack trace: the place to look is the construct's path in the message, not a line of this package.
 */
export class InvalidError extends Error {
  public override readonly name = "InvalidError";

  /** One message a mistake. */
  public readonly messages: readonly string[];

  constructor(messages: readonly string[]) {
    super(messages.join("\n"));
    this.messages = messages;
    this.stack = `${this.name}: ${this.message}`;
  }
}

/** The sentence for one bad value: construct path, property, expectation, value, fix. */
export function invalidity(construct: IConstruct | string, prop: string, { expected, got, fix }: Invalidity): string {
  const path = typeof construct === "string" ? construct : construct.node.path;
  return `${path === "" ? "app" : path}: ${prop} must be ${expected}, got ${shown(got)}; fix: ${fix}`;
}

/** The error for one bad value, to be thrown at once. */
export function invalid(construct: IConstruct | string, prop: string, what: Invalidity): InvalidError {
  return new InvalidError([invalidity(construct, prop, what)]);
}

function shown(value: unknown): string {
  if (value === undefined) return "nothing";
  const text = JSON.stringify(value) as string | undefined;
  if (text === undefined) return typeof value;
  if (isUnresolved(text)) return `a Pulumi Output (${text.slice(0, 60)})`;
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}
