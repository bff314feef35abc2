import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { programPaths } from "./programs";

afterEach(() => {
  vi.unstubAllEnvs();
});

describe("programs that are given", () => {
  it("take the place of what would be built, under the name that upstream ships them by", async () => {
    const directory = mkdtempSync(join(tmpdir(), "programs-test-"));
    for (const name of ["net-istio-controller", "istiod"]) writeFileSync(join(directory, name), "");
    vi.stubEnv("KSERVE_STACK_E2E_BIN", directory);
    expect(await programPaths(["net-istio-controller", "pilot-discovery"])).toEqual({
      "net-istio-controller": { path: join(directory, "net-istio-controller"), isGiven: true },
      "pilot-discovery": { path: join(directory, "istiod"), isGiven: true },
    });
  });
});
