import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { arch } from "node:os";
import { join, relative } from "node:path";
import { cache } from "../cluster/cache";
import type { Blob, Blobs } from "./blobs";
import { tar, type Entry } from "./tar";

/** What goes into an image, and how it starts. */
export interface Recipe {
  /** From the bottom up; a layer that two images share is stored once. */
  readonly layers: readonly (readonly Entry[])[];
  readonly entrypoint: readonly string[];
  /** By number: a node checks `runAsNonRoot` against it. */
  readonly user: number;
  readonly env?: Readonly<Record<string, string>>;
}

const OCI = "application/vnd.oci.image";

/** Stores an image's layers, configuration and manifest, and returns the manifest. */
export async function build(blobs: Blobs, { layers, entrypoint, user, env = {} }: Recipe): Promise<Blob> {
  const stored: Blob[] = [];
  for (const layer of layers) stored.push(await blobs.derived(keyOf(layer), () => tar(layer)));
  const config = blobs.put(
    JSON.stringify({
      architecture: arch() === "x64" ? "amd64" : arch(),
      os: "linux",
      config: {
        User: String(user),
        Entrypoint: entrypoint,
        Env: Object.entries({ PATH: "/usr/local/bin:/usr/bin:/bin", ...env }).map(
          ([name, value]) => `${name}=${value}`,
        ),
      },
      // Uncompressed layers go by one and the same digest here and in the manifest.
      rootfs: { type: "layers", diff_ids: stored.map(({ digest }) => digest) },
    }),
  );
  return blobs.put(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: `${OCI}.manifest.v1+json`,
      config: { mediaType: `${OCI}.config.v1+json`, ...config },
      layers: stored.map((layer) => ({ mediaType: `${OCI}.layer.v1.tar`, ...layer })),
    }),
  );
}

/** What a layer is made of; never a time, so that a layer is packed once. */
function keyOf(layer: readonly Entry[]): string {
  // How it is packed counts as well.
  const key = createHash("sha256").update(readFileSync(join(__dirname, "tar.ts")));
  for (const entry of layer) {
    key.update(JSON.stringify("file" in entry ? { ...entry, file: identity(entry.file) } : entry));
  }
  return key.digest("hex");
}

/** Names in the cache say what is in them; any other file must be read. */
function identity(file: string): string {
  const name = relative(cache, file);
  return name.startsWith("..") ? createHash("sha256").update(readFileSync(file)).digest("hex") : name;
}
