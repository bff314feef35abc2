import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Manifest } from "../../../lib/internal/emit";
import { messageOf, type Api } from "../cluster/api";
import type { Cluster } from "../cluster/cluster";
import { titleOf } from "../objects";
import { refuseProblems } from "../problems";
import type { Check } from "../suite";
import { ApplyScript } from "./apply-script";
import { expectAnswer, expectOrder, expectPresent, lastLine } from "./apply-script-expectations";

const TIMEOUT = ["--timeout", "5"];

/** What `apply.sh` does where no pod runs: it gets as far as the first gate that needs one, and takes down again. */
export function applyScriptChecks(): Check[] {
  let made: ApplyScript | undefined;
  const check = (title: string, run: (script: ApplyScript, cluster: Cluster) => Promise<string>): Check => ({
    title,
    run: (cluster) => run((made ??= new ApplyScript(join(cluster.own?.directory ?? "", "dist"), cluster)), cluster),
  });
  return [
    check(
      "apply.sh stops at a file of which the cluster refuses an object, and applies nothing after it",
      stopsAtRefusal,
    ),
    check(
      "it waits at the first gate that needs pods, says in words for what, and applies nothing after it",
      stopsAtGate,
    ),
    check("a second run changes nothing and says so", changesNothing),
    check("it leaves what another manager owns, says how to take it over, and does so when told", respectsOthers),
    check("Ctrl-C ends it at once, and it says how to go on", endsOnInterrupt),
    check("--delete deletes nothing while the cluster has an InferenceService of somebody else", refusesForeignModel),
    check("--delete --crds deletes nothing while the cluster has another object of these kinds", refusesForeignObject),
    check("--delete --all-models removes everything but the CRDs", removesAllButDefinitions),
    check("--delete --crds removes the rest, and either may be run again when all is gone", removesDefinitions),
    check("it says so when the cluster does not answer", namesDeadCluster),
  ];
}

async function stopsAtRefusal(script: ApplyScript, { api }: Cluster): Promise<string> {
  const file = script.file("00-namespaces.yaml");
  const text = readFileSync(file, "utf8");
  const bad = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "bad", namespace: "default" }, dataa: {} };
  writeFileSync(file, `${JSON.stringify(bad)}\n---\n${text}`);
  const answer = await script.run(...TIMEOUT);
  writeFileSync(file, text);
  expectAnswer(answer, 1, [
    ".dataa: field not declared in schema",
    "error: 00-namespaces.yaml: the cluster did not take the objects above; it took the others of this file, and nothing after it was applied",
  ]);
  await expectPresent(api, script, ({ order }) => order === 0);
  return lastLine(answer.stderr);
}

async function stopsAtGate(script: ApplyScript, { api }: Cluster): Promise<string> {
  let answer = await script.run(...TIMEOUT);
  // A busy machine establishes definitions slowly; a person runs it again, as the message says.
  for (let tries = 1; tries < 5 && answer.stderr.includes("CRDs are established"); tries += 1)
    answer = await script.run(...TIMEOUT);
  expectAnswer(answer, 1, [
    "  ok: 6 CRDs are established",
    "  wait: Deployment cert-manager/",
    "error: not within 5 s: Deployment cert-manager/",
    "the cluster last answered: Waiting for deployment ",
    "Pods in cert-manager",
  ]);
  await expectPresent(api, script, ({ order }) => order <= 20);
  return lastLine(answer.stderr);
}

async function changesNothing(script: ApplyScript): Promise<string> {
  const answer = await script.run(...TIMEOUT);
  const lines = answer.stdout.split("\n").filter((line) => line.startsWith("apply "));
  refuseProblems(lines.filter((line) => !line.endsWith(", unchanged")));
  const files = script.plan.charts.filter(({ order }) => order <= 20).length;
  if (lines.length !== files) throw new Error(`${lines.length} of ${files} files:\n${answer.stdout}`);
  return `${lines.length} files unchanged`;
}

async function respectsOthers(script: ApplyScript, { kubectl }: Cluster): Promise<string> {
  const label = ["-n", "cert-manager", "label", "deployment", "cert-manager", "app.kubernetes.io/version=other"];
  const labelled = await kubectl.call([...label, "--overwrite", "--field-manager=somebody"]);
  if (labelled.code !== 0) throw new Error(labelled.stderr);
  const refused = await script.run(...TIMEOUT);
  expectAnswer(refused, 1, [
    'conflict with "somebody"',
    "apply.sh --force-conflicts takes them over",
    "error: 20-cert-manager.yaml: the cluster did not take the objects above",
  ]);
  const forced = await script.run("--force-conflicts", ...TIMEOUT);
  expectAnswer(forced, 1, [" objects, 0 created, 1 changed\n  changed Deployment/cert-manager/cert-manager\n"]);
  return "a label of a Deployment";
}

async function endsOnInterrupt(script: ApplyScript): Promise<string> {
  const begin = Date.now();
  const answer = await script.interruptAt("  wait: Deployment", "--timeout", "600");
  const seconds = Math.round((Date.now() - begin) / 1000);
  if (answer.signal !== "SIGINT") throw new Error(`it ended with ${answer.signal ?? answer.code}: ${answer.stderr}`);
  expectAnswer({ ...answer, code: 130 }, 130, [
    "interrupted at the wait until Deployment cert-manager/",
    "run it again to go on",
  ]);
  return `${lastLine(answer.stderr)} (${seconds} s after its start, of 600)`;
}

async function refusesForeignModel(script: ApplyScript, { api }: Cluster): Promise<string> {
  await create(api, {
    apiVersion: "serving.kserve.io/v1beta1",
    kind: "InferenceService",
    metadata: { name: "foreign", namespace: "default" },
    spec: { predictor: { model: { modelFormat: { name: "sklearn" }, storageUri: "gs://bucket/model" } } },
  });
  const answer = await script.run("--delete", ...TIMEOUT);
  expectAnswer(answer, 1, ["  default/foreign", "error: nothing was deleted"]);
  await expectPresent(api, script, ({ order }) => order <= 20);
  return lastLine(answer.stderr);
}

async function refusesForeignObject(script: ApplyScript, { api }: Cluster): Promise<string> {
  const step = { serviceName: "foreign" };
  await create(api, {
    apiVersion: "serving.kserve.io/v1alpha1",
    kind: "InferenceGraph",
    metadata: { name: "foreign", namespace: "default" },
    spec: { nodes: { root: { routerType: "Sequence", steps: [step] } } },
  });
  const answer = await script.run("--delete", "--crds", "--all-models", ...TIMEOUT);
  expectAnswer(answer, 1, ["  InferenceGraph default/foreign", "error: nothing was deleted"]);
  await expectPresent(api, script, ({ order }) => order <= 20);
  return lastLine(answer.stderr);
}

async function removesAllButDefinitions(script: ApplyScript, { api, kubectl }: Cluster): Promise<string> {
  const answer = await script.run("--delete", "--all-models", "--timeout", "120");
  expectAnswer(answer, 0, [
    "  ok: InferenceService default/foreign is gone",
    "  InferenceGraph default/foreign",
    "keep 10-kserve-crds.yaml (--crds deletes it)",
    "deleted",
  ]);
  expectOrder(answer.stdout, [
    "InferenceService default/foreign is gone",
    "delete 20-istio.yaml",
    "delete 20-cert-manager.yaml",
    "keep 10-kserve-crds.yaml",
    "delete 00-namespaces.yaml",
  ]);
  await expectPresent(api, script, ({ layer }) => layer === "crds");
  await kubectl.call(["-n", "default", "delete", "inferencegraphs.serving.kserve.io", "foreign"]);
  return `${answer.stdout.split("\n").filter((line) => line.startsWith("delete ")).length} files`;
}

async function removesDefinitions(script: ApplyScript, { api }: Cluster): Promise<string> {
  const first = await script.run("--delete", "--timeout", "120");
  expectAnswer(first, 0, ["delete 00-namespaces.yaml: was gone already"]);
  const second = await script.run("--delete", "--crds", "--timeout", "120");
  expectAnswer(second, 0, ["  ok: nothing of 10-kserve-crds.yaml is left", "deleted"]);
  await expectPresent(api, script, () => false);
  const third = await script.run("--delete", "--crds", ...TIMEOUT);
  expectAnswer(third, 0, ["delete 90-models.yaml: was gone already", "delete 10-kserve-crds.yaml: was gone already"]);
  return "nothing of the folder is left";
}

async function namesDeadCluster(script: ApplyScript, { own }: Cluster): Promise<string> {
  const kubeconfig = join(own?.directory ?? "", "nowhere.kubeconfig");
  writeFileSync(
    kubeconfig,
    JSON.stringify({
      apiVersion: "v1",
      kind: "Config",
      clusters: [{ name: "nowhere", cluster: { server: "https://127.0.0.1:1" } }],
      users: [{ name: "nobody", user: { token: "none" } }],
      contexts: [{ name: "nowhere", context: { cluster: "nowhere", user: "nobody" } }],
    }),
  );
  const answer = await script.runWith({ KUBECONFIG: kubeconfig }, "--context", "nowhere");
  expectAnswer(answer, 1, ["error: the cluster does not answer: ", "127.0.0.1:1"]);
  return lastLine(answer.stderr);
}

async function create(api: Api, manifest: Manifest & Record<string, unknown>): Promise<void> {
  const reply = await api.apply(manifest, { manager: "somebody" });
  if (reply.code !== 201) throw new Error(`${titleOf(manifest)}: ${messageOf(reply)}`);
}
