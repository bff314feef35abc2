import { execFile, execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { cache } from "../cluster/cache";
import { step } from "../progress";
import { debianFiles } from "./debian";

/** Where Debian's Python finds what did not come with it. */
export const SITE_PACKAGES = "/usr/lib/python3/dist-packages";

/** Debian 12's Python on this machine, and the Linux tags of wheels that its C library runs. */
const PYTHON = "3.11";
const MACHINE = process.arch === "arm64" ? "aarch64" : "x86_64";
const MANYLINUX = ["2014", "_2_17", "_2_24", "_2_26", "_2_27", "_2_28", "_2_31", "_2_34"];
const WHEELS = [
  ...["--only-binary=:all:", "--implementation", "cp", "--python-version", PYTHON],
  ...MANYLINUX.flatMap((version) => ["--platform", `manylinux${version}_${MACHINE}`]),
];

let base: Promise<string> | undefined;

/** A directory with Debian's Python and what common wheels are linked against. */
export function pythonBase(): Promise<string> {
  const packages = ["python3-minimal", "libpython3-stdlib", "ca-certificates", "libstdc++6", "libgomp1"];
  base ??= debianFiles(packages, (directory) => {
    compile(directory, join(directory, `usr/lib/python${PYTHON}`), `/usr/lib/python${PYTHON}`);
  });
  return base;
}

/**
 * A directory with the packages of a file in `requirements/`: wheels for the image's Python, whatever Python runs pip.
 * The file pins all that is needed, so that a cold build gets the same.
 */
export async function pythonPackages(name: string): Promise<string> {
  const file = join(__dirname, "requirements", `${name}.txt`);
  const python = await pythonBase();
  const key = createHash("sha256").update(readFileSync(file)).update(WHEELS.join(" "));
  const directory = join(cache, `python-${name}-${key.digest("hex").slice(0, 16)}`);
  if (existsSync(directory)) return directory;
  const temporary = `${directory}.${process.pid}`;
  const manner = ["--quiet", "--disable-pip-version-check", "--no-cache-dir", "--no-compile", "--no-deps"];
  await step(`install Python packages, ${name}`, async () => {
    try {
      const args = ["-m", "pip", "install", ...manner, ...WHEELS, "--target", temporary, "--requirement", file];
      await promisify(execFile)("python3", args);
      for (const unused of directoriesNamed(temporary, "tests")) rmSync(unused, { recursive: true });
      rmSync(join(temporary, "bin"), { recursive: true, force: true });
      compile(python, temporary, SITE_PACKAGES);
      renameSync(temporary, directory);
    } finally {
      rmSync(temporary, { recursive: true, force: true });
    }
  });
  return directory;
}

/** Runs the image's Python on this machine, with the given directories of packages. */
export function runPython(python: string, packages: readonly string[], args: readonly string[]): string {
  const libraries = ["lib", "usr/lib"].map((path) => join(python, path, `${MACHINE}-linux-gnu`));
  const loader = libraries
    .flatMap((directory) => readdirSync(directory).map((file) => join(directory, file)))
    .find((file) => basename(file).startsWith("ld-linux-"));
  if (loader === undefined) throw new Error(`no dynamic loader in ${libraries.join(", ")}`);
  // By its own loader and libraries: no chroot, so no root, and nothing of this machine's Python.
  return execFileSync(loader, ["--library-path", libraries.join(":"), join(python, "usr/bin/python3"), ...args], {
    encoding: "utf8",
    env: { PYTHONPATH: packages.join(":"), PYTHONDONTWRITEBYTECODE: "1" },
  });
}

/** Bytecode beside the sources: containers cannot write it, and compile at every start without it. */
function compile(python: string, directory: string, installed: string): void {
  const paths = ["-s", directory, "-p", installed, directory];
  runPython(python, [], ["-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash", ...paths]);
}

function directoriesNamed(directory: string, name: string): string[] {
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((entry) => {
      const path = join(directory, entry.name);
      return entry.name === name ? [path] : directoriesNamed(path, name);
    });
}
