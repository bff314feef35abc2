import { createHash } from "node:crypto";

/** 16 characters by which one value is told from another. */
export function digestOf(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 16);
}
