import type { Fields } from "./object";

/** An operation that left the object behind, unfinished: the state keeps it, with the reasons. */
export class PartialError extends Error {
  public readonly id: string;
  public readonly state: Fields;
  public readonly reasons: readonly string[];
  /** The program's fields, where a refresh read them. */
  public readonly inputs: Fields | undefined;

  constructor(
    message: string,
    { id, state, reasons, inputs }: { id: string; state: Fields; reasons: readonly string[]; inputs?: Fields },
  ) {
    super(message);
    this.id = id;
    this.state = state;
    this.reasons = reasons;
    this.inputs = inputs;
  }
}
