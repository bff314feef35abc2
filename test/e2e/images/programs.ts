import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { build } from "../cluster/build";
import type { Program } from "../cluster/families";

/** A program for an image. */
export interface ProgramPath {
  readonly path: string;
  /** Whether it comes from `KSERVE_STACK_E2E_BIN`. */
  readonly isGiven: boolean;
}

/** Names under which upstream ships what is built here under its package's name. */
const UPSTREAM_NAMES: Partial<Record<Program, string>> = {
  "pilot-discovery": "istiod",
  "fake-gpu-device-plugin": "nvidia-device-plugin",
};

/**
 * Paths of programs: those in `KSERVE_STACK_E2E_BIN`, static and under their own name, take the place of what is built.
 */
export async function programPaths<P extends Program>(names: readonly P[]): Promise<Record<P, ProgramPath>> {
  const given = new Map(names.map((name) => [name, givenPath(UPSTREAM_NAMES[name] ?? name, name)]));
  const built = await build(names.filter((name) => given.get(name) === undefined));
  const all = names.map((name): [P, ProgramPath] => {
    const path = given.get(name);
    return [name, path === undefined ? { path: built[name], isGiven: false } : { path, isGiven: true }];
  });
  return Object.fromEntries(all) as Record<P, ProgramPath>;
}

/** The first of the names that `KSERVE_STACK_E2E_BIN` has. */
export function givenPath(...names: readonly string[]): string | undefined {
  const directory = process.env["KSERVE_STACK_E2E_BIN"];
  if (directory === undefined) return undefined;
  return names.map((name) => resolve(directory, name)).find(existsSync);
}
