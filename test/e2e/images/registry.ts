import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { RunDirectory } from "../cluster/run-directory";
import { until } from "../progress";
import { pauseImage } from "./pause-image";
import type { ServedImage } from "./registry-answer";

/** Host by which every image of the tests is named; the node finds the registry behind it. */
export const MIRROR = "mirror.test";

const INDEX = "registry.json";

/**
 * Starts a read-only registry on loopback, or on the node's bridge. It serves the pause image, and whatever else
 * {@link serve} adds.
 */
export async function startRegistry(directory: RunDirectory, address: string, port: number): Promise<void> {
  serve(directory.path, [await pauseImage()]);
  const loader = pathToFileURL(require.resolve("tsx")).href;
  const program = join(__dirname, "registry-server.ts");
  const args = ["--import", loader, program, directory.file(INDEX), address, String(port)];
  directory.start("registry", process.execPath, args);
  await until("the registry answers", 20, async () => (await fetch(`http://${address}:${port}/v2/`)).ok);
}

/** Has the registry of a run directory serve these images too. */
export function serve(directory: string, images: readonly ServedImage[]): void {
  const index = join(directory, INDEX);
  const known = existsSync(index) ? (JSON.parse(readFileSync(index, "utf8")) as ServedImage[]) : [];
  const replaced = new Set(images.map(({ repository, tag }) => `${repository}:${tag}`));
  const kept = known.filter(({ repository, tag }) => !replaced.has(`${repository}:${tag}`));
  // The registry reads it at any time.
  writeFileSync(`${index}.new`, JSON.stringify([...kept, ...images]));
  renameSync(`${index}.new`, index);
}

/** How a manifest refers to an image, by its tag. */
export function reference({ repository, tag }: ServedImage): string {
  return `${MIRROR}/${repository}:${tag}`;
}
