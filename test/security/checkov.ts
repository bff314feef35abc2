import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { cache } from "../e2e/cluster/cache";
import { step } from "../e2e/progress";
import { titleOf } from "../parity/compare";
import { distinct, type Finding } from "./finding";
import { containersOf, podMakers, type Manifests } from "./manifests";
import { json, run } from "./run";

const VERSION = "3.3.30";

interface Report {
  readonly results?: {
    readonly failed_checks: readonly {
      readonly check_id: string;
      readonly file_path: string;
      readonly check_result: { readonly evaluated_keys?: readonly string[] };
    }[];
  };
  readonly summary?: { readonly parsing_errors: number; readonly resource_count: number };
}

/** A scan by checkov with its checks for Kubernetes manifests; it asks nothing of the network. */
export async function checkov(): Promise<(manifests: Manifests) => Promise<Finding[]>> {
  const python = await install();
  return async (manifests) => {
    const flags = ["--framework", "kubernetes", "--skip-download", "--soft-fail", "--quiet", "--compact", "-o", "json"];
    // Its own directory, so that no settings file of the place where we run is read.
    const args = ["-m", "checkov.main", "-d", ".", ...flags];
    const { results, summary } = (await json(python, args, manifests.directory)) as Report;
    // It counts each pod template as an object of its own.
    const wanted = manifests.files.length + podMakers(manifests).length;
    if (!results || !summary || summary.parsing_errors > 0 || summary.resource_count !== wanted) {
      throw new Error(`checkov did not look at every object (${String(wanted)} in all): ${JSON.stringify(summary)}`);
    }
    return distinct(
      results.failed_checks.map(({ check_id, file_path, check_result: { evaluated_keys = [] } }): Finding => {
        const object = manifests.objectOf(basename(file_path));
        const index = /containers\/\[(\d+)\]/.exec(evaluated_keys.join(" "))?.[1];
        const container = index === undefined ? undefined : containersOf(object)?.[Number(index)];
        return {
          tool: "checkov",
          check: check_id,
          object: titleOf(object),
          ...(container !== undefined && { container }),
        };
      }),
    );
  };
}

/** The Python that has checkov, from the cache or installed into it; keyed by both versions. */
async function install(): Promise<string> {
  const { stdout } = await run("python3", ["-c", "import platform; print(platform.python_version())"]);
  const directory = join(cache, `checkov-${VERSION}-python${stdout.trim()}`);
  if (!existsSync(directory)) {
    const temporary = `${directory}.${String(process.pid)}`;
    mkdirSync(cache, { recursive: true });
    await step(`install checkov ${VERSION}`, async () => {
      try {
        await must("python3", ["-m", "venv", temporary]);
        const options = ["--quiet", "--no-input", "--disable-pip-version-check"];
        await must(join(temporary, "bin", "python"), ["-m", "pip", "install", ...options, `checkov==${VERSION}`]);
        // Readers see a whole installation or none; its scripts name the old path, its Python does not.
        renameSync(temporary, directory);
      } finally {
        rmSync(temporary, { recursive: true, force: true });
      }
    });
  }
  return join(directory, "bin", "python");
}

async function must(program: string, args: readonly string[]): Promise<void> {
  const { code, stdout, stderr } = await run(program, args);
  if (code !== 0) {
    throw new Error(
      `${program} ${args.join(" ")} failed (Debian: apt-get install python3-venv): ${stderr.trim() || stdout.trim()}`,
    );
  }
}
