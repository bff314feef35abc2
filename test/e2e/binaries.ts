import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { elapsed } from "./progress";

const run = promisify(execFile);
const MODULES = join(__dirname, "tools");
const CACHE = join(process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "kserve-stack-e2e");

interface Family {
  readonly ldflags: string;
  /** Package of each program. */
  readonly programs: Readonly<Record<string, string>>;
}

const KUBERNETES = "v1.35.4";
const VERSION = "k8s.io/component-base/version";

/** Programs by Go module; their versions are in `tools/<family>/go.mod`. */
const FAMILIES: Readonly<Record<string, Family>> = {
  etcd: { ldflags: "-s -w", programs: { etcd: "go.etcd.io/etcd/server/v3" } },
  kubernetes: {
    // Without the version set, the API server says v0.0.0 and kubectl refuses the skew.
    ldflags: `-s -w -X ${VERSION}.gitVersion=${KUBERNETES} -X ${VERSION}.gitMajor=1 -X ${VERSION}.gitMinor=35 -X ${VERSION}.gitTreeState=clean -X k8s.io/client-go/pkg/version.gitVersion=${KUBERNETES}`,
    programs: Object.fromEntries(
      ["kube-apiserver", "kube-controller-manager", "kubectl"].map((name) => [name, `k8s.io/kubernetes/cmd/${name}`]),
    ),
  },
};

/** Builds what is not in the cache yet and returns the path of each program; a second run builds nothing. */
export async function binaries(): Promise<Readonly<Record<string, string>>> {
  const { stdout: go } = await run("go", ["version"]);
  const paths: Record<string, string> = {};
  for (const [family, { ldflags, programs }] of Object.entries(FAMILIES)) {
    const module = join(MODULES, family);
    const key = createHash("sha256");
    for (const file of ["go.mod", "go.sum"]) key.update(readFileSync(join(module, file)));
    key.update(go).update(ldflags);
    const directory = join(CACHE, `${family}-${key.digest("hex").slice(0, 16)}`);
    mkdirSync(directory, { recursive: true });
    // One at a time: the Go compiler uses every core by itself.
    for (const [name, target] of Object.entries(programs)) {
      const path = join(directory, name);
      paths[name] = path;
      if (existsSync(path)) continue;
      await elapsed(`build ${name}`, async () => {
        const temporary = `${path}.${String(process.pid)}`;
        const args = ["build", "-mod=readonly", "-trimpath", "-ldflags", ldflags, "-o", temporary, target];
        const environment = { ...process.env, CGO_ENABLED: "0", GOTOOLCHAIN: "local" };
        try {
          await run("go", args, { cwd: module, env: environment, maxBuffer: 1 << 28 });
        } catch (error) {
          writeFileSync(`${path}.log`, String(error));
          throw new Error(`go build ${target} failed; its output is in ${path}.log`);
        }
        renameSync(temporary, path);
      });
    }
  }
  return paths;
}
