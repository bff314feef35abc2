import { execFileSync } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { tar, tree, type Entry } from "./tar";

async function bytes(entries: readonly Entry[]): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of tar(entries)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** A directory, written by whoever has this umask. */
function written(mode: number): string {
  const directory = mkdtempSync(join(tmpdir(), "tar-test-"));
  mkdirSync(join(directory, "lib"));
  writeFileSync(join(directory, "lib", "module.py"), "print()\n", { mode });
  writeFileSync(join(directory, "run"), "#!/bin/sh\n");
  chmodSync(join(directory, "run"), mode | 0o100);
  symlinkSync("lib/module.py", join(directory, "main.py"));
  return directory;
}

describe("tar", () => {
  it("is the same whoever wrote the files, whenever, and in whatever order they are named", async () => {
    const first = tree(written(0o600), "/app");
    const second = tree(written(0o664), "/app").reverse();
    expect(await bytes(first)).toEqual(await bytes(second));
  });

  it("differs where a file or its name differs", async () => {
    const one = await bytes([{ path: "/a", text: "1" }]);
    expect(one).not.toEqual(await bytes([{ path: "/a", text: "2" }]));
    expect(one).not.toEqual(await bytes([{ path: "/b", text: "1" }]));
    expect(one).not.toEqual(await bytes([{ path: "/a", text: "1", mode: 0o755 }]));
  });

  it("unpacks to what went in: contents, modes, links, empty directories, names of any length", async () => {
    const long = `/${"deep/".repeat(60)}${"ü".repeat(60)}.txt`;
    const entries: Entry[] = [
      ...tree(written(0o644), "/app"),
      { path: "/tmp", directory: true, mode: 0o1777 },
      { path: long, text: "far" },
      { path: "/link", link: `/${"x".repeat(150)}` },
    ];
    const target = mkdtempSync(join(tmpdir(), "tar-test-"));
    execFileSync("tar", ["--extract", "--preserve-permissions", "--directory", target], {
      input: await bytes(entries),
    });
    const mode = (path: string): number => statSync(join(target, path)).mode & 0o7777;
    expect(readFileSync(join(target, "app/lib/module.py"), "utf8")).toBe("print()\n");
    expect(mode("app/run")).toBe(0o755);
    expect(mode("app/lib/module.py")).toBe(0o644);
    expect(mode("tmp")).toBe(0o1777);
    expect(readlinkSync(join(target, "app/main.py"))).toBe("lib/module.py");
    expect(readlinkSync(join(target, "link"))).toBe(`/${"x".repeat(150)}`);
    expect(readFileSync(join(target, long), "utf8")).toBe("far");
  });

  it("belongs to root and to the epoch", async () => {
    const listed = execFileSync("tar", ["--list", "--verbose", "--numeric-owner", "--utc"], {
      input: await bytes([{ path: "/etc/hosts", text: "" }]),
      encoding: "utf8",
    });
    expect(listed.trim().split("\n")).toEqual([
      expect.stringMatching(/^drwxr-xr-x 0\/0 +0 1970-01-01 00:00 etc\/$/),
      expect.stringMatching(/^-rw-r--r-- 0\/0 +0 1970-01-01 00:00 etc\/hosts$/),
    ]);
  });
});
