import { createHash } from "node:crypto";
import { createWriteStream, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { cache } from "../cluster/cache";

/** Something stored under the hash of what it is. */
export interface Blob {
  readonly digest: string;
  readonly size: number;
}

/** A directory of blobs. */
export class Blobs {
  readonly #directory: string;

  constructor(directory = join(cache, "images")) {
    this.#directory = directory;
  }

  /** Where a blob lies, or would. */
  public path(digest: string): string {
    return join(this.#directory, "blobs", digest.replace(":", "/"));
  }

  /** Stores the bytes, unless they are there. */
  public put(content: string): Blob {
    const digest = `sha256:${createHash("sha256").update(content).digest("hex")}`;
    const path = this.path(digest);
    if (!existsSync(path)) {
      mkdirSync(dirname(path), { recursive: true });
      // Readers see a whole blob or none.
      writeFileSync(`${path}.${process.pid}`, content);
      renameSync(`${path}.${process.pid}`, path);
    }
    return { digest, size: Buffer.byteLength(content) };
  }

  /** The blob that `key` stands for; made where it was not made before. */
  public async derived(key: string, make: () => AsyncIterable<Buffer>): Promise<Blob> {
    const note = join(this.#directory, "derived", `${key}.json`);
    if (existsSync(note)) {
      const known = JSON.parse(readFileSync(note, "utf8")) as Blob;
      if (existsSync(this.path(known.digest))) return known;
    }
    const blob = await this.#write(make());
    mkdirSync(dirname(note), { recursive: true });
    writeFileSync(`${note}.${process.pid}`, JSON.stringify(blob));
    renameSync(`${note}.${process.pid}`, note);
    return blob;
  }

  async #write(chunks: AsyncIterable<Buffer>): Promise<Blob> {
    const temporary = join(this.#directory, "blobs", `writing.${process.pid}`);
    mkdirSync(this.path("sha256:"), { recursive: true });
    const hash = createHash("sha256");
    let size = 0;
    async function* counted(): AsyncGenerator<Buffer> {
      for await (const chunk of chunks) {
        hash.update(chunk);
        size += chunk.length;
        yield chunk;
      }
    }
    try {
      await pipeline(Readable.from(counted(), { objectMode: false }), createWriteStream(temporary));
      const digest = `sha256:${hash.digest("hex")}`;
      renameSync(temporary, this.path(digest));
      return { digest, size };
    } finally {
      rmSync(temporary, { force: true });
    }
  }
}
