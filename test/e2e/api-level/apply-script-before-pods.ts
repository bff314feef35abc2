import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Cluster } from "../cluster/cluster";
import type { ApplyScript } from "./apply-script";
import { expectAnswer, expectPresent, lastLine } from "./apply-script-expectations";

const TIMEOUT = ["--timeout", "5"];

/** No cluster at the kubeconfig's address. */
export async function namesDeadCluster(script: ApplyScript, { own }: Cluster): Promise<string> {
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

/** An object with a misspelt field in the first file. */
export async function stopsAtRefusal(script: ApplyScript, { api }: Cluster): Promise<string> {
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

/** The first gate that needs pods, without any. */
export async function stopsAtGate(script: ApplyScript, { api }: Cluster): Promise<string> {
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

/** A field that somebody else changed. */
export async function respectsOthers(script: ApplyScript, { kubectl }: Cluster): Promise<string> {
  const label = ["-n", "cert-manager", "label", "deployment", "cert-manager", "app.kubernetes.io/version=other"];
  const labelled = await kubectl.call([...label, "--overwrite", "--field-manager=somebody"]);
  if (labelled.code !== 0) throw new Error(labelled.stderr);
  const refused = await script.run(...TIMEOUT);
  expectAnswer(refused, 1, [
    'conflict with "somebody"',
    "apply.sh --force-conflicts takes them over",
    "error: 20-cert-manager.yaml: the cluster did not take the objects above",
  ]);
  return lastLine(refused.stderr);
}

/** Ctrl-C in the middle of a wait. */
export async function endsOnInterrupt(script: ApplyScript): Promise<string> {
  const begin = Date.now();
  const answer = await script.interruptAt("  wait: Deployment", "--check", "--timeout", "600");
  const seconds = Math.round((Date.now() - begin) / 1000);
  if (answer.signal !== "SIGINT") throw new Error(`it ended with ${answer.signal ?? answer.code}: ${answer.stderr}`);
  expectAnswer({ ...answer, code: 130 }, 130, [
    "interrupted at the wait until Deployment cert-manager/",
    "run it again to go on",
  ]);
  return `${lastLine(answer.stderr)} (${seconds} s after its start, of 600)`;
}
