import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { latestRelease } from "../../lib/releases";

const root = resolve(__dirname, "../..");

function cli(...args: readonly string[]): { code: number | null; lines: string[]; errors: string } {
  const command = ["--import", "tsx", join(root, "charts/cli.ts"), ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: root, encoding: "utf8" });
  return { code: status, lines: stdout.trimEnd().split("\n"), errors: stderr };
}

describe("the command kserve-stack", () => {
  it("lists the tested sets with each part and its end of life", () => {
    const { code, lines } = cli("releases");
    expect(code).toBe(0);
    expect(lines[0]).toBe("kserve-0.20: Kubernetes 1.33 to 1.35");
    expect(lines).toContain("  KServe 0.20.0");
    expect(lines.find((line) => line.startsWith("  Istio "))).toMatch(/^  Istio \S+, supported until \d{4}-\d\d-\d\d$/);
  });

  it("lists every image of the newest set, one a line", () => {
    const images = Object.values(latestRelease.images).map(({ image }) => image);
    expect(cli("images")).toEqual({ code: 0, lines: images, errors: "" });
  });

  it("pairs each image with its name in a mirror, and with where it was read", () => {
    const { image, source } = latestRelease.images["istio-pilot"];
    const { lines } = cli("images", "--mirror", "registry.acme.internal/m", "--sources");
    expect(lines).toContain(`${image}\tregistry.acme.internal/m/istio/pilot:1.29.1\t${source}`);
  });

  it("explains itself", () => {
    const { code, lines } = cli("--help");
    expect(code).toBe(0);
    expect(lines.join()).toContain("--mirror HOST[/PATH]");
  });

  it.each([
    [[], "command must be one of releases, images, import, got nothing; fix: releases or images or import, or --help"],
    [["imags"], "command must be one of releases, images, import, got imags; did you mean images?"],
    [
      ["constructor"],
      "command must be one of releases, images, import, got constructor; fix: releases or images or import, or --help",
    ],
    [["images", "--mirrored"], "Unknown option '--mirrored'"],
    [["images", "--mirror", "https://r"], "registry.mirror must be a registry host"],
  ])("answers %j with one sentence and code 2", (args, sentence) => {
    const { code, errors } = cli(...args);
    expect(code).toBe(2);
    expect(errors).toMatch(/^kserve-stack: .*\n$/);
    expect(errors).toContain(sentence);
  });
});
