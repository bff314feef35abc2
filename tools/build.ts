import { execFileSync } from "node:child_process";
import { cpSync, rmSync } from "node:fs";
import { extname, join, resolve } from "node:path";

const root = resolve(__dirname, "..");
rmSync(join(root, "build"), { recursive: true, force: true });
execFileSync(process.execPath, [require.resolve("typescript/bin/tsc"), "-p", "tsconfig.build.json"], {
  cwd: root,
  stdio: "inherit",
});
// What the library reads at run time: CRD data and the shell of apply.sh.
cpSync(join(root, "lib"), join(root, "build/lib"), {
  recursive: true,
  filter: (path) => extname(path) === "" || [".json", ".sh"].includes(extname(path)),
});
