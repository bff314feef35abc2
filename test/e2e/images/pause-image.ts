import { Blobs } from "./blobs";
import { build } from "./image";
import { programPaths } from "./programs";
import type { ServedImage } from "./registry-answer";

/** The image that holds every pod's namespaces open. */
export async function pauseImage(): Promise<ServedImage> {
  const { pause } = await programPaths(["pause"]);
  const { digest } = await build(new Blobs(), {
    layers: [[{ path: "/pause", file: pause.path, mode: 0o755 }]],
    entrypoint: ["/pause"],
    user: 65535,
  });
  return { repository: "pause", tag: "e2e", digest };
}
