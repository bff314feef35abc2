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
  const given = new Map(names.flatMap((name) => givenPath(name).map((path) => [name, path] as const)));
  const built = await build(names.filter((name) => !given.has(name)));
  const all = names.map((name): [P, ProgramPath] => {
    const path = given.get(name);
    return [name, path === undefined ? { path: built[name], isGiven: false } : { path, isGiven: true }];
  });
  return Object.fromEntries(all) as Record<P, ProgramPath>;
}

function givenPath(name: Program): string[] {
  const directory = process.env["KSERVE_STACK_E2E_BIN"];
  if (directory === undefined) return [];
  const path = [UPSTREAM_NAMES[name] ?? name, name].map((own) => resolve(directory, own)).find(existsSync);
  return path === undefined ? [] : [path];
}
