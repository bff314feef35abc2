import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { build } from "../cluster/build";
import type { RunDirectory } from "../cluster/run-directory";
import { givenPath } from "../images/programs";

/** What runs a Pulumi program. */
export interface EnginePrograms {
  readonly pulumi: string;
  /** Value of `PATH` under which the engine is found, and finds its language host and its Kubernetes provider. */
  readonly path: string;
  /** What the Kubernetes provider is, for every result. */
  readonly provider: string;
  /** Whether that is the stand-in. */
  readonly standsIn: boolean;
}

/** What lets Node run TypeScript: by its path, since programs and providers run in other directories. */
export const tsx = require.resolve("tsx/cjs");

/**
 * Which language host runs the programs.
 *
 * - `new`: the real one of `KSERVE_STACK_E2E_BIN`, or the stand-in.
 * - `old`: upstream's 3.50, which knows no hooks.
 */
export type LanguageHost = "new" | "old";

const HOST = "pulumi-language-nodejs";
const PROVIDER = "pulumi-resource-kubernetes";
const STAND_IN = "stand-in for pulumi-resource-kubernetes (test/e2e/pulumi/provider)";

/**
 * Builds the engine, and puts the scripts by which it starts its language host and its provider into the directory.
 *
 * `KSERVE_STACK_E2E_BIN` may have the real ones, which then take the place of the stand-ins.
 */
export async function enginePrograms(directory: RunDirectory, languageHost: LanguageHost): Promise<EnginePrograms> {
  const { pulumi } = await build(["pulumi"]);
  const bin = directory.file("bin");
  mkdirSync(bin);
  const script = (name: string, command: readonly string[]): void => {
    const quoted = command.map((word) => `'${word}'`).join(" ");
    // The process is ended with the directory, should the engine not have ended it.
    writeFileSync(join(bin, name), `#!/bin/sh\necho $$ >> '${directory.file("pids")}'\nexec ${quoted} "$@"\n`);
    chmodSync(join(bin, name), 0o755);
  };
  script(HOST, languageHost === "old" ? await oldHost() : newHost(directory));
  const real = givenPath(PROVIDER);
  const main = join(__dirname, "provider", "main.ts");
  script(PROVIDER, real === undefined ? [process.execPath, "--require", tsx, main, directory.path] : [real]);
  return {
    pulumi,
    path: [bin, dirname(pulumi), dirname(process.execPath), process.env["PATH"] ?? ""].join(delimiter),
    standsIn: real === undefined,
    provider: real === undefined ? STAND_IN : `${PROVIDER} of KSERVE_STACK_E2E_BIN`,
  };
}

function newHost(directory: RunDirectory): readonly string[] {
  const given = givenPath(HOST);
  const main = join(__dirname, "language-host", "main.ts");
  return given === undefined ? [process.execPath, "--require", tsx, main, `--loader=${tsx}`, directory.path] : [given];
}

/** It knows the options of a runtime as flags only, which no engine of today gives it. */
async function oldHost(): Promise<readonly string[]> {
  const { [HOST]: program } = await build([HOST]);
  return [program, "-typescript=false", `-nodeargs=--require ${tsx}`];
}
