import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { cache } from "./cache";
import { families, type Family, type Program } from "./families";
import { step } from "../progress";

/**
 * Paths of the programs, built where the cache does not have them; a second run builds nothing.
 *
 * The cache key is what goes into a build: module files, our own sources, Go version and link flags; never a time.
 */
export async function build(programs: readonly Program[]): Promise<Readonly<Record<Program, string>>> {
  const paths: Partial<Record<Program, string>> = {};
  // One at a time: the Go compiler uses every core by itself.
  for (const family of families) {
    const wanted = programs.filter((program) => program in family.packages);
    if (wanted.length === 0) continue;
    const directory = join(cache, `${family.name}-${keyOf(family)}`);
    mkdirSync(directory, { recursive: true });
    for (const program of wanted) {
      const path = join(directory, program);
      paths[program] = path;
      if (existsSync(path)) continue;
      await step(`build ${program}`, () => goBuild(family, family.packages[program] ?? "", path));
    }
  }
  return paths as Record<Program, string>;
}

function keyOf({ directory, ldflags }: Family): string {
  const key = createHash("sha256").update(goVersion()).update(ldflags);
  const sources = readdirSync(directory, { encoding: "utf8", recursive: true }).filter((file) =>
    /^go\.(mod|sum)$|\.go$/.test(file),
  );
  for (const file of sources.sort()) key.update(file).update(readFileSync(join(directory, file)));
  return key.digest("hex").slice(0, 16);
}

function goVersion(): string {
  try {
    return execFileSync("go", ["version"], { encoding: "utf8", env: goEnvironment() });
  } catch {
    throw new Error("go is not in PATH; it builds the control plane (Go 1.26 or newer)");
  }
}

async function goBuild({ directory, ldflags }: Family, target: string, path: string): Promise<void> {
  const temporary = `${path}.${process.pid}`;
  const log = `${path}.log`;
  const output = openSync(log, "w");
  const args = ["build", "-mod=readonly", "-buildvcs=false", "-trimpath", "-ldflags", ldflags, "-o", temporary, target];
  try {
    const code = await new Promise((resolve, reject) => {
      const child = spawn("go", args, { cwd: directory, env: goEnvironment(), stdio: ["ignore", output, output] });
      child.once("error", reject).once("close", resolve);
    });
    if (code !== 0) throw new Error(`go build ${target} failed; its output is in ${log}`);
    // Readers see a whole program or none.
    renameSync(temporary, path);
  } finally {
    closeSync(output);
    rmSync(temporary, { force: true });
  }
}

/** What a Go command is run with: static programs, the installed compiler, no flags of the caller. */
export function goEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, CGO_ENABLED: "0", GOTOOLCHAIN: "local", GOFLAGS: "" };
}
