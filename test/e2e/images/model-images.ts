import { join } from "node:path";
import type { ImageName } from "../../../lib/releases";
import type { Recipe } from "./image";
import { TMP, type Part } from "./platform-images";
import { programPaths } from "./programs";
import { pythonBase, pythonPackages, SITE_PACKAGES } from "./python";
import { tree, type Entry } from "./tar";

const PYTHON = "/usr/bin/python3";

/** What fetches models and serves them, on Python. */
export async function modelParts(): Promise<Part[]> {
  const base = [TMP, ...tree(await pythonBase(), "/")];
  const sklearn = await packages("sklearn");
  const part = (name: ImageName, layers: Entry[][], entrypoint: string[], origin: string): Part => ({
    name,
    recipe: { layers: [base, ...layers], entrypoint, user: 1000 },
    origin,
  });
  const initializer = script("initializer-entrypoint", "/storage-initializer/scripts/initializer-entrypoint");
  const predictor = script("predictor", "/predictor.py");
  return [
    part(
      "kserve-storage-initializer",
      [await packages("storage"), [initializer]],
      [initializer.path],
      "own script over PyPI's kserve-storage",
    ),
    part(
      "mlserver",
      [sklearn, await packages("mlserver")],
      [PYTHON, "-c", "from mlserver.cli import main; main()", "start", "/mnt/models"],
      "PyPI's mlserver and mlserver-sklearn",
    ),
    part(
      "kserve-sklearnserver",
      [sklearn, await packages("kserve"), [predictor]],
      [PYTHON, predictor.path],
      "STAND-IN, own predictor on PyPI's kserve",
    ),
  ];
}

/** The server that models are fetched from, inside the cluster. */
export async function modelStore(archive: string): Promise<Recipe> {
  const programs = await programPaths(["file-server"]);
  const server = "/file-server";
  return {
    layers: [
      [TMP, { path: server, file: programs["file-server"].path, mode: 0o755 }],
      [{ path: "/models/iris.zip", file: archive, mode: 0o644 }],
    ],
    entrypoint: [server, "/models", "8080"],
    user: 65532,
  };
}

async function packages(name: string): Promise<Entry[]> {
  return tree(await pythonPackages(name), SITE_PACKAGES);
}

function script(name: string, path: string): Entry {
  return { path, file: join(__dirname, "python", `${name}.py`), mode: 0o755 };
}
