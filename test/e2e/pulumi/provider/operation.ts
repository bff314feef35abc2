import type { Client } from "./client";
import type { ResourceLog } from "./engine-log";
import type { Settings } from "./settings";

/** What an operation on one resource works with. */
export interface Operation {
  readonly urn: string;
  readonly client: Client;
  readonly settings: Settings;
  readonly log: ResourceLog;
  /** Whether nothing may change. */
  readonly isPreview: boolean;
  /** From the resource's options; 0 where it states nothing. */
  readonly timeoutSeconds: number;
  readonly cancelled: AbortSignal;
}

/** The last part of a URN: the logical name. */
export function logicalName(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

/** Kind and API version of a resource's type token, `kubernetes:GROUP/VERSION:KIND`. */
export function kindOf(urn: string): { apiVersion: string; kind: string } {
  const token = urn.split("::")[2]?.split("$").pop() ?? "";
  const [, groupVersion = "", kind = ""] = token.split(":");
  return { apiVersion: groupVersion.replace(/^core\//, ""), kind };
}
