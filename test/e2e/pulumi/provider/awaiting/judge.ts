import type { Client } from "../client";
import type { KubeObject } from "../object";

/** Whether an object has become what is waited for. */
export interface Judgement {
  readonly isReady: boolean;
  /** What is missing, in one line, shown while it is waited for. */
  readonly status: string;
  /** Why it is not ready, for the error. @default - the status */
  readonly reasons?: readonly string[];
  /** Whether waiting longer is no use. @default false */
  readonly isHopeless?: boolean;
  /** Whether it counts as ready when the time is over. @default false */
  readonly isGoodEnough?: boolean;
}

/** Judges one object, each time that it is seen; may remember what it saw before. */
export type Judge = (object: KubeObject, client: Client) => Judgement | Promise<Judgement>;

/** Nothing is missing. */
export const READY: Judgement = { isReady: true, status: "" };

/** Whether its controller has seen its newest generation. */
export function isObserved({ metadata: { generation = 0 }, status }: KubeObject): boolean {
  const { observedGeneration } = (status ?? {}) as { observedGeneration?: number };
  return observedGeneration !== undefined && observedGeneration >= generation;
}

/** Objects of a kind, in the same namespace, that belong to this one. */
export async function owned(
  client: Client,
  owner: KubeObject,
  apiVersion: string,
  kind: string,
): Promise<KubeObject[]> {
  const all = await client.list(apiVersion, kind, owner.metadata.namespace);
  return all.filter(({ metadata }) => metadata.ownerReferences?.some(({ uid }) => uid === owner.metadata.uid));
}
