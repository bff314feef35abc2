import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cache } from "../cluster/cache";
import { step } from "../progress";

/**
 * A directory with the files of Debian packages and of all that they need, from the mirror that apt uses on this
 * machine. Their scripts do not run; `finish` does what is wanted of them.
 */
export async function debianFiles(
  packages: readonly string[],
  finish: (directory: string) => void = () => undefined,
): Promise<string> {
  const state = mkdtempSync(join(tmpdir(), "kserve-stack-debian-"));
  try {
    // Against an empty system apt names everything that is needed, with the versions in the file names.
    writeFileSync(join(state, "status"), "");
    const archives = needed(state, packages)
      .split("\n")
      .flatMap((line) => /^'\S+' (\S+\.deb) /.exec(line)?.[1] ?? []);
    const key = createHash("sha256").update(archives.sort().join("\n")).update(finish.toString());
    const directory = join(cache, `debian-${key.digest("hex").slice(0, 16)}`);
    if (existsSync(directory)) return directory;
    await step(`unpack ${archives.length} Debian packages, for ${packages.join(", ")}`, () => {
      apt(state, ["--download-only", ...packages]);
      const temporary = `${directory}.${process.pid}`;
      mkdirSync(temporary, { recursive: true });
      const downloaded = readdirSync(state).filter((name) => name.endsWith(".deb"));
      for (const archive of downloaded) execFileSync("dpkg-deb", ["--extract", join(state, archive), temporary]);
      finish(temporary);
      renameSync(temporary, directory);
      return Promise.resolve();
    });
    return directory;
  } finally {
    rmSync(state, { recursive: true, force: true });
  }
}

function needed(state: string, packages: readonly string[]): string {
  try {
    return apt(state, ["--print-uris", ...packages]);
  } catch {
    // A machine that installed nothing yet has no lists of packages.
    execFileSync("apt-get", ["-qq", "update"], { stdio: "pipe" });
    return apt(state, ["--print-uris", ...packages]);
  }
}

function apt(state: string, args: readonly string[]): string {
  const settings = [
    `Dir::State::Status=${state}/status`,
    `Dir::Cache::Archives=${state}`,
    "APT::Install-Recommends=0",
    "APT::Sandbox::User=root",
    "Debug::NoLocking=1",
  ].flatMap((setting) => ["-o", setting]);
  mkdirSync(join(state, "partial"), { recursive: true });
  try {
    return execFileSync("apt-get", ["-qq", "--yes", ...settings, "install", ...args], {
      encoding: "utf8",
      stdio: "pipe",
    });
  } catch (error) {
    const { stderr, message } = error as { stderr?: string; message: string };
    throw new Error(`apt-get finds no such packages (Debian 12 has them): ${stderr ?? message}`);
  }
}
