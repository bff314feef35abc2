import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { defaultPlatform } from "../../charts/default-platform";
import { ServingApp } from "../../lib/output/serving-app";

let outdir: string;
let script: string;

beforeAll(() => {
  outdir = mkdtempSync(join(tmpdir(), "apply-script-"));
  const app = new ServingApp({ outdir });
  defaultPlatform(app);
  app.synth();
  script = readFileSync(join(outdir, "apply.sh"), "utf8");
}, 60_000);

afterAll(() => {
  rmSync(outdir, { recursive: true });
});

const run = (...args: string[]): { code: number | null; output: string } => runWith({}, ...args);
const runWith = (environment: NodeJS.ProcessEnv, ...args: string[]): { code: number | null; output: string } => {
  const env = { ...process.env, ...environment };
  const { status, stdout, stderr } = spawnSync("sh", [join(outdir, "apply.sh"), ...args], { encoding: "utf8", env });
  return { code: status, output: stdout + stderr };
};
const isThere = (program: string): boolean => spawnSync("sh", ["-c", `command -v ${program}`]).status === 0;
const lines = (start: string): string[] => script.split("\n").filter((line) => line.trim().startsWith(start));

describe("apply.sh", () => {
  it("explains itself", () => {
    const { code, output } = run("--help");
    expect(code).toBe(0);
    expect(output).toContain("--all-models");
  });

  it("refuses what it does not know", () => {
    expect(run("--dleete").output).toContain("error: unknown option --dleete");
    expect(run("--dleete").code).toBe(1);
    for (const limit of ["soon", "0", "-1", ""]) {
      expect(run("--timeout", limit).output).toContain(`error: --timeout must be a number of seconds, got ${limit}`);
    }
    expect(run("--timeout").output).toContain("error: --timeout needs a number of seconds");
    expect(run("--crds").output).toContain("error: --all-models and --crds go with --delete");
  });

  it("names the kubectl that is missing", () => {
    const { code, output } = runWith({ KUBECTL: "no-such-kubectl" });
    expect(output).toContain("error: no-such-kubectl is not in PATH; install kubectl, or set KUBECTL");
    expect(code).toBe(1);
  });

  // Any of them may be a system's sh; bash and dash are on every machine that builds this package.
  it.each(["dash", "bash --posix", "busybox sh", "mksh", "yash"].filter((shell) => isThere(shell.split(" ")[0] ?? "")))(
    "is a script that %s reads",
    (shell) => {
      const { status, stderr } = spawnSync("sh", ["-c", `${shell} -n ${join(outdir, "apply.sh")}`], {
        encoding: "utf8",
      });
      expect(stderr).toBe("");
      expect(status).toBe(0);
      const help = spawnSync("sh", ["-c", `${shell} ${join(outdir, "apply.sh")} --help`], { encoding: "utf8" });
      expect(help.stdout).toContain("Usage: apply.sh");
    },
  );

  it.skipIf(!isThere("shellcheck"))("passes shellcheck", () => {
    const { stdout } = spawnSync("shellcheck", ["--shell=sh", join(outdir, "apply.sh")], { encoding: "utf8" });
    expect(stdout).toBe("");
  });

  it("waits once a number of the file order, after all files of that number", () => {
    const steps = script.slice(script.lastIndexOf("\nfi\n")).split("\n");
    const gate = steps.findIndex((line) => line.startsWith("available cert-manager"));
    const before = steps.slice(0, gate).filter((line) => line.startsWith("apply ") || line === "gate");
    expect(before.slice(-4)).toEqual([
      "apply 20-cert-manager.yaml",
      "apply 20-istio.yaml",
      "apply 20-nvidia-device-plugin.yaml",
      "gate",
    ]);
  });

  it("takes files down in reverse and models before any of them", () => {
    const down = script.slice(script.indexOf('if [ "$MODE" = delete ]'), script.lastIndexOf("\nfi\n")).split("\n");
    const removals = down.map((line) => line.trim()).filter((line) => /^(remove|keep_or_remove)/.test(line));
    expect(removals[0]).toBe("remove_models");
    const files = removals.slice(1).map((line) => line.split(" ")[1] ?? "");
    expect(files).toEqual([...files].sort().reverse());
    expect(files).toContain("00-namespaces.yaml");
  });

  it("knows its own custom resources by group, kind and name, cluster-wide ones without a namespace", () => {
    const [held = ""] = lines("CUSTOM=");
    expect(held).toContain(" serving.kserve.io/InferenceService:models/iris");
    expect(held).toContain(" serving.kserve.io/ClusterServingRuntime:kserve-sklearnserver ");
    expect(held).not.toContain("Deployment");
  });
});

describe("its functions", () => {
  const call = (file: string, command: string, input = ""): string[] => {
    const source = join(__dirname, "../../lib/output", file);
    const { stdout, stderr } = spawnSync("sh", ["-u", "-c", `. ${source}; ${command}`], { encoding: "utf8", input });
    expect(stderr).toBe("");
    return stdout.trimEnd().split("\n");
  };

  it("hand over the objects of a file last first, without kinds that the cluster does not serve", () => {
    const file = join(outdir, "objects.yaml");
    const object = (apiVersion: string, kind: string): string =>
      `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: a\n`;
    writeFileSync(
      file,
      [
        object("v1", "Namespace"),
        object("v1", "Service"),
        object("serving.knative.dev/v1", "Service"),
        object("cert-manager.io/v1", "Issuer"),
      ].join("---\n"),
    );
    const kinds = (served: string): string[] =>
      call("delete-functions.sh", `HERE=${outdir}; SERVED='${served}'; documents objects.yaml`).filter((line) =>
        /^(apiVersion|kind)/.test(line),
      );
    const core = "namespaces ns v1 false Namespace\nservices svc v1 true Service";
    expect(kinds(`${core}\nissuers cert-manager.io/v1beta1 true Issuer`)).toEqual([
      "apiVersion: cert-manager.io/v1",
      "kind: Issuer",
      "apiVersion: v1",
      "kind: Service",
      "apiVersion: v1",
      "kind: Namespace",
    ]);
    // Where the cluster cannot say what it serves, nothing is taken for gone.
    expect(kinds("")).toHaveLength(8);
  });

  it("say what is left, what holds it, and how many more there are", () => {
    const listed = [
      "Deployment   a one   [foregroundDeletion a.dev/held]   <none>",
      "ClusterRole <none> two <none> <none>",
      "Namespace <none> three <none> Some resources are remaining: pods. has 1 resource instances",
      "Service a four <none> <none>",
    ].join("\n");
    expect(call("delete-functions.sh", "left 3", listed)).toEqual([
      "Deployment a/one (finalizers [foregroundDeletion a.dev/held]), ClusterRole two, Namespace three (Some resources are remaining: pods. has 1 resource instances) and 1 more",
    ]);
    expect(call("delete-functions.sh", "left 3", "\n")).toEqual([""]);
  });

  it("tell created, changed and untouched objects apart, however their columns are padded", () => {
    const before = "ConfigMap   a   same   1\nConfigMap   a   other  1\nNamespace <none> a 1";
    const after = "ConfigMap a same 1\nConfigMap a other 2\nNamespace <none> a 2\nSecret a new 2\n";
    expect(call("apply-functions.sh", "news", `${before}\n----\n${after}`)).toEqual([
      "4 1 2 ConfigMap/a/other Namespace/a",
    ]);
    expect(call("apply-functions.sh", "news", `\n----\n`)).toEqual(["0 0 0"]);
  });
});
