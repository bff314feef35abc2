import { spawnSync } from "node:child_process";
import { appendFileSync, cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";

const root = resolve(__dirname, "../..");

it(
  "npm run api -- --check refuses a stale report, and a public type that is not exported",
  { timeout: 180_000 },
  () => {
    const copy = mkdtempSync(join(tmpdir(), "kserve-stack-api-"));
    try {
      const copied = ["lib", "charts", "stacks", "tools/api", "docs/api", "package.json", "tsconfig.json"];
      for (const path of [...copied, "tsconfig.build.json"])
        cpSync(join(root, path), join(copy, path), { recursive: true });
      symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
      writeFileSync(join(copy, "lib/gpu/planted.ts"), "export interface Planted {\n  readonly name: string;\n}\n");
      appendFileSync(
        join(copy, "charts/index.ts"),
        'import type { Planted } from "../lib/gpu/planted";\nexport declare const planted: Planted;\n',
      );
      const args = ["--import", "tsx", "tools/api/main.ts", "--check"];
      const { status, stderr } = spawnSync(process.execPath, args, { cwd: copy, encoding: "utf8" });
      expect(stderr).toMatch(
        /^api: charts\/index\.ts: Planted is part of the public API and not exported; fix: export it from charts\/index\.ts\napi: docs\/api\/kserve-stack\.api\.md is not what the code exports, from line \d+ on; fix: npm run api, and commit the difference\n$/,
      );
      expect(status).toBe(1);
    } finally {
      rmSync(copy, { recursive: true });
    }
  },
);
