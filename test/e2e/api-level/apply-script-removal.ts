import type { Manifest } from "../../../lib/internal/emit";
import { messageOf, type Api } from "../cluster/api";
import type { Cluster } from "../cluster/cluster";
import { titleOf } from "../objects";
import type { ApplyScript } from "./apply-script";
import { expectAnswer, expectOrder, expectPresent, lastLine } from "./apply-script-expectations";

const TIMEOUT = ["--timeout", "120"];
const HELD = inferenceService("iris", "models");
const FOREIGN = inferenceService("foreign", "default");

/** A model that this folder does not have. */
export async function refusesForeignModel(script: ApplyScript, { api }: Cluster): Promise<string> {
  const model = { modelFormat: { name: "sklearn" }, storageUri: "gs://bucket/model" };
  await create(api, { ...FOREIGN, spec: { predictor: { model } } });
  const answer = await script.run("--delete", ...TIMEOUT);
  expectAnswer(answer, 1, ["  default/foreign", "error: nothing was deleted"]);
  await expectPresent(api, script, () => true);
  return lastLine(answer.stderr);
}

/** An object whose CRD would go. */
export async function refusesForeignObject(script: ApplyScript, { api }: Cluster): Promise<string> {
  const step = { serviceName: "foreign" };
  await create(api, {
    apiVersion: "serving.kserve.io/v1alpha1",
    kind: "InferenceGraph",
    metadata: { name: "foreign", namespace: "default" },
    spec: { nodes: { root: { routerType: "Sequence", steps: [step] } } },
  });
  const answer = await script.run("--delete", "--crds", "--all-models", ...TIMEOUT);
  expectAnswer(answer, 1, ["  InferenceGraph default/foreign", "error: nothing was deleted"]);
  await expectPresent(api, script, () => true);
  return lastLine(answer.stderr);
}

/** A model that a finalizer holds. */
export async function waitsForModel(script: ApplyScript, { api }: Cluster): Promise<string> {
  const held = await api.merge(HELD, { metadata: { finalizers: ["e2e.test/held"] } });
  if (held.code !== 200) throw new Error(messageOf(held));
  const answer = await script.run("--delete", "--all-models", "--timeout", "2");
  expectAnswer(answer, 1, [
    "No finalizer was touched; the platform still runs.",
    "error: not within 2 s: InferenceService models/iris is gone; the cluster last answered: ",
    "InferenceService models/iris (finalizers [e2e.test/held])",
  ]);
  const stored = await api.read(HELD);
  if (stored?.metadata.finalizers?.includes("e2e.test/held") !== true) throw new Error("the finalizer is gone");
  if (await api.read(FOREIGN)) throw new Error("the other models did not go");
  await expectPresent(api, script, (_, { kind, metadata }) => kind !== "InferenceService" || metadata.name === "iris");
  await api.merge(HELD, { metadata: { finalizers: null } });
  return lastLine(answer.stderr);
}

/** Everything but the definitions, where a broken attempt went before: a backend gone, a namespace, a kind. */
export async function removesAllButDefinitions(script: ApplyScript, { api, kubectl }: Cluster): Promise<string> {
  const kind = "certificates.cert-manager.io";
  for (const half of [
    ["-n", "kserve", "delete", "deployment", "kserve-controller-manager"],
    ["delete", "namespace", "models"],
    ["delete", "crd", kind],
  ]) {
    const { code, stderr } = await kubectl.call(half);
    if (code !== 0) throw new Error(stderr);
  }
  const answer = await script.run("--delete", "--all-models", ...TIMEOUT);
  expectAnswer(answer, 0, [
    "  InferenceGraph default/foreign",
    "delete 90-models.yaml: was gone already",
    "keep 10-kserve-crds.yaml (--crds deletes it)",
    "deleted",
  ]);
  expectOrder(
    answer.stdout,
    [...script.plan.charts].reverse().map(({ layer, file }) => `${layer === "crds" ? "keep" : "delete"} ${file}`),
  );
  await expectPresent(api, script, ({ layer }, { metadata }) => layer === "crds" && metadata.name !== kind);
  const foreign = ["-n", "default", "delete", "inferencegraphs.serving.kserve.io", "foreign"];
  const { code, stderr } = await kubectl.call(foreign);
  if (code !== 0) throw new Error(stderr);
  return `${script.plan.charts.filter(({ layer }) => layer !== "crds").length} files`;
}

/** The definitions, and a removal of nothing. */
export async function removesDefinitions(script: ApplyScript, { api }: Cluster): Promise<string> {
  const first = await script.run("--delete", "--crds", ...TIMEOUT);
  expectAnswer(first, 0, [
    "delete 20-cert-manager.yaml: was gone already",
    "  ok: nothing of 10-kserve-crds.yaml is left",
    "delete 00-namespaces.yaml: was gone already",
    "deleted",
  ]);
  await expectPresent(api, script, () => false);
  const second = await script.run("--delete", "--crds", ...TIMEOUT);
  expectAnswer(second, 0, ["delete 90-models.yaml: was gone already", "delete 10-kserve-crds.yaml: was gone already"]);
  return "nothing of the folder is left";
}

async function create(api: Api, manifest: Manifest & Record<string, unknown>): Promise<void> {
  const reply = await api.apply(manifest, { manager: "somebody" });
  if (reply.code !== 201) throw new Error(`${titleOf(manifest)}: ${messageOf(reply)}`);
}

function inferenceService(name: string, namespace: string): Manifest {
  return { apiVersion: "serving.kserve.io/v1beta1", kind: "InferenceService", metadata: { name, namespace } };
}
