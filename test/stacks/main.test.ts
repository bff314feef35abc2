import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const root = resolve(__dirname, "../..");
const SENTENCE =
  "kserve-stack/pulumi is not part of this version; fix: synthesize (npm start), and apply the folder that is written with its apply.sh";

describe("the Pulumi outlet, until it is there", () => {
  it("fails as the program of `pulumi up`, with one sentence", () => {
    const args = ["--import", "tsx", join(root, "stacks/main.ts")];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      cwd: join(root, "stacks"),
      encoding: "utf8",
    });
    expect({ status, stdout, stderr }).toEqual({ status: 1, stdout: "", stderr: `${SENTENCE}\n` });
  });

  it("throws the same where it is imported", async () => {
    await expect(import("../../stacks/index.js")).rejects.toThrow(SENTENCE);
  });
});
