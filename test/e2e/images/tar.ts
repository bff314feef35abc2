import { lstatSync, readdirSync, readlinkSync, statSync } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";

/** Something in an image; its path is absolute. Owner is always root, time always the epoch. */
export type Entry =
  | { readonly path: string; readonly directory: true; readonly mode?: number }
  | { readonly path: string; readonly link: string }
  | { readonly path: string; readonly text: string; readonly mode?: number }
  | { readonly path: string; readonly file: string; readonly mode?: number };

const BLOCK = 512;
const END = Buffer.alloc(2 * BLOCK);

/**
 * An uncompressed tar of the entries, byte for byte the same for the same content: parents are added, names are sorted,
 * and nothing of the machine that it was made on gets in.
 */
export async function* tar(entries: readonly Entry[]): AsyncGenerator<Buffer> {
  for (const entry of withParents(entries)) {
    if ("directory" in entry) {
      yield header({ name: `${entry.path}/`, type: "5", mode: entry.mode ?? 0o755 });
    } else if ("link" in entry) {
      yield header({ name: entry.path, type: "2", mode: 0o777, link: entry.link });
    } else if ("text" in entry) {
      const content = Buffer.from(entry.text);
      yield header({ name: entry.path, type: "0", mode: entry.mode ?? 0o644, size: content.length });
      yield padded(content);
    } else {
      const { size, mode } = statSync(entry.file);
      yield header({ name: entry.path, type: "0", mode: entry.mode ?? plainMode(mode), size });
      yield* content(entry.file, size);
    }
  }
  yield END;
}

/** Everything below a directory, as it is to lie below `target`. */
export function tree(source: string, target: string, keeps: (path: string) => boolean = () => true): Entry[] {
  return readdirSync(source).flatMap((name): Entry[] => {
    const file = join(source, name);
    const path = join(target, name);
    if (!keeps(path)) return [];
    const status = lstatSync(file);
    if (status.isDirectory()) return [{ path, directory: true }, ...tree(file, path, keeps)];
    if (status.isSymbolicLink()) return [{ path, link: readlinkSync(file) }];
    // Devices and sockets are the container runtime's to make.
    return status.isFile() ? [{ path, file }] : [];
  });
}

/** Only whether it can be executed: the rest depends on the umask of whoever wrote it. */
function plainMode(mode: number): number {
  return (mode & 0o100) === 0 ? 0o644 : 0o755;
}

function withParents(entries: readonly Entry[]): Entry[] {
  const all = new Map<string, Entry>();
  for (const entry of entries) {
    for (let at = entry.path.indexOf("/", 1); at > 0; at = entry.path.indexOf("/", at + 1)) {
      const parent = entry.path.slice(0, at);
      if (!all.has(parent)) all.set(parent, { path: parent, directory: true });
    }
    all.set(entry.path, entry);
  }
  return [...all.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

interface Header {
  readonly name: string;
  readonly type: string;
  readonly mode: number;
  readonly size?: number;
  readonly link?: string;
}

function header({ name, type, mode, size = 0, link = "" }: Header): Buffer {
  const path = name.replace(/^\/+/, "");
  const long = [...record("path", path, 100), ...record("linkpath", link, 100)].join("");
  const block = Buffer.alloc(BLOCK);
  block.write(path.slice(0, 100), 0);
  block.write(octal(mode, 7), 100);
  block.write(octal(0, 7), 108);
  block.write(octal(0, 7), 116);
  block.write(octal(size, 11), 124);
  block.write(octal(0, 11), 136);
  block.write(" ".repeat(8), 148);
  block.write(type, 156);
  block.write(link.slice(0, 100), 157);
  block.write("ustar\0" + "00", 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${octal(sum, 6)}\0 `, 148);
  if (long === "") return block;
  const extended = Buffer.from(long);
  return Buffer.concat([
    header({ name: "PaxHeader", type: "x", mode: 0o644, size: extended.length }),
    padded(extended),
    block,
  ]);
}

/** A field that the fixed header has no room for. */
function record(field: string, value: string, room: number): string[] {
  const bytes = Buffer.byteLength(value);
  if (bytes <= room && bytes === value.length) return [];
  // The length counts its own digits.
  const rest = bytes + field.length + 3;
  let length = rest + 1;
  while (rest + String(length).length !== length) length += 1;
  return [`${length} ${field}=${value}\n`];
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, "0");
}

function padded(content: Buffer): Buffer {
  const rest = content.length % BLOCK;
  return rest === 0 ? content : Buffer.concat([content, Buffer.alloc(BLOCK - rest)]);
}

async function* content(file: string, size: number): AsyncGenerator<Buffer> {
  const handle = await open(file);
  try {
    let read = 0;
    for await (const chunk of handle.createReadStream({ highWaterMark: 1 << 20, autoClose: false })) {
      read += (chunk as Buffer).length;
      yield chunk as Buffer;
    }
    if (read !== size) throw new Error(`${file} changed while it was read`);
    if (size % BLOCK > 0) yield Buffer.alloc(BLOCK - (size % BLOCK));
  } finally {
    await handle.close();
  }
}
