import type { Manifest } from "../internal/emit";

/**
 * A negative probe: a known-bad object and the words in which a webhook refuses it.
 *
 * A webhook that does not serve yet lets a good object pass or fails in other words, so only a refusal in its own
 * words shows that it judges.
 */
export interface Refusal {
  /** Valid by its schema, wrong by the webhook's rules. */
  readonly manifest: Manifest & Readonly<Record<string, unknown>>;
  /** A piece of the webhook's message. */
  readonly says: string;
}

/** A construct that brings webhooks and says how to see that they judge. */
export interface Judge {
  readonly refusals: readonly Refusal[];
}

/** Whether a construct brings negative probes. */
export function isJudge(construct: object): construct is Judge {
  return "refusals" in construct && Array.isArray(construct.refusals);
}
