import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Cluster } from "../cluster/cluster";
import { Kubectl } from "../cluster/kubectl";
import { RunDirectory } from "../cluster/run-directory";
import { LINK } from "../node/link";
import { refuseProblems } from "../problems";
import { until } from "../progress";
import type { Check, Suite } from "../suite";
import { clusterWithRegistry } from "./cluster";
import { probeSpec } from "./probe";
import { added, traces, type Traces } from "./traces";

const POD = { apiVersion: "v1", kind: "Pod", metadata: { name: "still-here", namespace: "default" } };
/** Files of a run directory whose being there tells how far its start has come. */
const STAGES = { "its namespaces exist": "init", "its link exists": "link", "its kubelet starts": "log/kubelet" };

/** A cluster that is looked at from outside: what it adds to a machine, and what is left when it has ended. */
export function traceSuite(): Suite {
  let before: Traces = {};
  return {
    title: "the traces of a cluster",
    start: async () => {
      before = await traces();
      return clusterWithRegistry();
    },
    needsOwnCluster: true,
    checks: [
      { title: "while it runs, its traces are seen", run: (cluster) => isSeen(cluster, before) },
      ...Object.entries(STAGES).map(([stage, file]): Check => ({
        title: `a second one that is killed (SIGKILL) when ${stage} is ended by the next run`,
        run: () => isEndedByNext(before, (directory) => existsSync(directory.file(file))),
      })),
      {
        title: "a second one beside it runs a pod, and is ended by the next run after a SIGKILL",
        run: ({ kubectl: { program } }) =>
          isEndedByNext(before, async (directory) => {
            if (!existsSync(directory.file("log/coredns"))) return false;
            await runsPod(directory, program);
            return true;
          }),
      },
      { title: "Ctrl-C ends a second one while it starts", run: () => isEndedBySignal(before) },
      { title: "the first one has noticed nothing of all that", run: isAlive },
      { title: "when it is stopped, nothing of it is left", run: (cluster) => isGone(cluster, before) },
    ],
  };
}

async function isSeen(cluster: Cluster, before: Traces): Promise<string> {
  await runsPod(directoryOf(cluster), cluster.kubectl.program);
  const found = added(before, await traces(), identity(directoryOf(cluster)));
  const kinds = [...new Set(found.map((line) => line.replace(/:.*/s, "")))];
  const missing = ["interfaces", "routes", "cgroups", "run directories", "processes"].filter(
    (kind) => !kinds.includes(kind),
  );
  if (missing.length > 0) throw new Error(`of these nothing was seen: ${missing.join(", ")}`);
  return kinds.map((kind) => `${kind}: ${found.filter((line) => line.startsWith(`${kind}:`)).length}`).join(", ");
}

async function isAlive({ kubectl }: Cluster): Promise<string> {
  const jsonPath = "{.status.containerStatuses[0].restartCount}{.status.containerStatuses[0].ready}";
  const { stdout } = await kubectl.call(["get", "pod", POD.metadata.name, `--output=jsonpath=${jsonPath}`]);
  if (stdout !== "0true") throw new Error(`restarts and readiness of its pod: ${stdout}`);
  return "its pod is Ready and was never restarted";
}

/** Has a pod run in the cluster of a run, Ready. */
async function runsPod(directory: RunDirectory, program: string): Promise<void> {
  const kubectl = new Kubectl(program, directory.file("admin.kubeconfig"));
  const pod = JSON.stringify({ ...POD, spec: await probeSpec(directory.path) });
  const created = await kubectl.call(["create", "-f", "-"], pod);
  if (created.code !== 0) throw new Error(created.stderr);
  const waited = await kubectl.call(["wait", "--for=condition=Ready", `pod/${POD.metadata.name}`, "--timeout=60s"]);
  if (waited.code !== 0) throw new Error(waited.stderr);
}

async function isGone(cluster: Cluster, before: Traces): Promise<string> {
  const run = identity(directoryOf(cluster));
  await cluster.stop();
  refuseProblems(added(before, await traces(), run));
  return `nothing of ${run.name}`;
}

/** Starts a run, kills it when it has come far enough, and lets what every run does at its start do its work. */
async function isEndedByNext(
  before: Traces,
  hasComeFar: (directory: RunDirectory) => boolean | Promise<boolean>,
): Promise<string> {
  const { child, directory } = await otherRun();
  await until("the other run has come far enough", 90, async () => {
    if (child.exitCode !== null) throw new Error("it ended by itself");
    return hasComeFar(directory);
  });
  const run = identity(directory);
  await ended(child, "SIGKILL");
  const left = added(before, await traces(), run);
  if (left.length === 0) throw new Error("nothing was left to end, so this shows nothing");
  const abandoned = RunDirectory.abandoned().find(({ path, isKept }) => path === directory.path && !isKept);
  if (!abandoned) throw new Error(`${directory.path} is not seen as abandoned`);
  await abandoned.end();
  refuseProblems(added(before, await traces(), run));
  return `${left.length} traces were left, then none`;
}

async function isEndedBySignal(before: Traces): Promise<string> {
  const { child, directory } = await otherRun();
  await until("its API server starts", 60, () => Promise.resolve(existsSync(directory.log("kube-apiserver"))));
  const run = identity(directory);
  const code = await ended(child, "SIGINT");
  if (code !== 130) throw new Error(`it ended with ${code ?? "a signal"}`);
  refuseProblems(added(before, await traces(), run));
  return `it ended with ${code}, and nothing of it is left`;
}

async function otherRun(): Promise<{ child: ChildProcess; directory: RunDirectory }> {
  const args = ["--import", require.resolve("tsx"), join(__dirname, "run-to-be-killed.ts")];
  const child = spawn(process.execPath, args, { stdio: "ignore" });
  let directory: RunDirectory | undefined;
  await until("the other run has a directory", 60, () => {
    directory = RunDirectory.all().find(({ owner }) => owner === child.pid);
    return Promise.resolve(directory !== undefined);
  });
  if (!directory) throw new Error("the other run has no directory");
  return { child, directory };
}

function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  return new Promise((resolve) => {
    child.once("exit", resolve);
    child.kill(signal);
  });
}

function directoryOf({ own }: Cluster): RunDirectory {
  const directory = RunDirectory.all().find(({ path }) => path === own?.directory);
  if (!directory) throw new Error("the cluster has no directory");
  return directory;
}

/** What traces of a run are known by; to be asked while its directory is there. */
function identity(directory: RunDirectory): { name: string; link: string } {
  const link = directory.file(LINK);
  return { name: directory.name, link: existsSync(link) ? readFileSync(link, "utf8") : "" };
}
