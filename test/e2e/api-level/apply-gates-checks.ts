import { join } from "node:path";
import type { Manifest } from "../../../lib/internal/emit";
import { messageOf } from "../cluster/api";
import type { Cluster } from "../cluster/cluster";
import { controlPlane } from "../cluster/control-plane";
import { isWebhookConfiguration, titleOf } from "../objects";
import { refuseProblems } from "../problems";
import type { Check, Suite } from "../suite";
import { ApplyScript } from "./apply-script";
import { expectAnswer, expectOrder, expectPresent, lastLine } from "./apply-script-expectations";
import { replacedControllers, StandIns } from "./stand-ins";
import { storedFields } from "./stored-fields";
import { callsWebhooksThroughSocket } from "./webhook-responder";

const TIMEOUT = ["--timeout", "120"];
const MODEL = {
  apiVersion: "serving.kserve.io/v1beta1",
  kind: "InferenceService",
  metadata: { name: "iris", namespace: "models" },
};

/** `apply.sh` from end to end, with stand-ins for pods: every gate opens, and everything is taken down again. */
export function applyGatesSuite(): Suite {
  let script: ApplyScript | undefined;
  const check = (title: string, run: (script: ApplyScript, cluster: Cluster) => Promise<string>): Check => ({
    title,
    run: (cluster) => {
      if (!script) throw new Error("the cluster was not started");
      return run(script, cluster);
    },
  });
  return {
    title: "apply.sh, with stand-ins for pods",
    needsOwnCluster: true,
    start: async () => {
      const cluster = await controlPlane({ without: replacedControllers, apiServerFlags: callsWebhooksThroughSocket });
      script = new ApplyScript(join(cluster.own?.directory ?? "", "dist"), cluster);
      const standIns = await StandIns.start(cluster, script.plan);
      return {
        ...cluster,
        stop: async () => {
          await standIns.stop().finally(() => cluster.stop());
        },
      };
    },
    checks: [
      check("apply.sh passes every gate and applies all files, webhook configurations as they ship", passesEveryGate),
      check("a second run changes nothing of the whole platform, and says so", changesNothing),
      check("--delete stops at a model that does not go, names what holds it, and touches no finalizer", waitsForModel),
      check("--delete takes everything down in reverse, also what is half gone", takesDown),
    ],
  };
}

async function passesEveryGate(script: ApplyScript, { api }: Cluster): Promise<string> {
  const answer = await script.run(...TIMEOUT);
  const gates = script.plan.charts.flatMap(({ gate }) => gate?.conditions ?? []);
  const objects = script.plan.charts.flatMap(({ objects }) => objects.map(({ manifest }) => manifest));
  expectAnswer(answer, 0, [
    `applied: every gate passed; of ${objects.length} objects ${objects.length} created, 0 changed`,
  ]);
  await expectPresent(api, script, () => true);
  const count = (text: RegExp): number => answer.stdout.split("\n").filter((line) => text.test(line)).length;
  const opened = {
    Available: count(/^ {2}ok: Deployment \S+ is available$/),
    Armed: count(/^ {2}ok: \S+WebhookConfiguration \S+ is armed$/),
    Refuses: count(/^ {2}ok: a bad \S+ is refused with /),
  };
  for (const [type, seen] of Object.entries(opened)) {
    const wanted = gates.filter((condition) => condition.type === type).length;
    if (seen !== wanted) throw new Error(`${seen} of ${wanted} conditions "${type}":\n${answer.stdout}`);
  }
  const problems = await Promise.all(
    objects.filter(isWebhookConfiguration).map(async (manifest) => {
      const { changed } = storedFields(manifest, await api.read(manifest));
      return changed.map((change) => `${titleOf(manifest)}: ${change}`);
    }),
  );
  refuseProblems(problems.flat());
  return `${objects.length} objects; ${opened.Available} Deployments available, ${opened.Armed} webhook configurations stored and armed, ${opened.Refuses} bad objects refused`;
}

async function changesNothing(script: ApplyScript): Promise<string> {
  const answer = await script.run(...TIMEOUT);
  expectAnswer(answer, 0, ["applied: every gate passed; nothing was changed, all "]);
  return lastLine(answer.stdout);
}

async function waitsForModel(script: ApplyScript, { api }: Cluster): Promise<string> {
  const held = await api.merge(MODEL, { metadata: { finalizers: ["e2e.test/held"] } });
  if (held.code !== 200) throw new Error(messageOf(held));
  const answer = await script.run("--delete", "--timeout", "5");
  expectAnswer(answer, 1, [
    "No finalizer was touched; the platform still runs.",
    "error: not within 5 s: InferenceService models/iris is gone; the cluster last answered: ",
    "[e2e.test/held]",
  ]);
  const stored = await api.read(MODEL);
  if (stored?.metadata.finalizers?.includes("e2e.test/held") !== true) throw new Error("the finalizer is gone");
  const ofModels = ({ kind }: Manifest): boolean => kind === "InferenceService";
  const others = script.plan.charts.flatMap(({ objects }) => objects.map(({ manifest }) => manifest));
  const left = await Promise.all(
    others.filter((manifest) => !ofModels(manifest)).map((manifest) => api.find(manifest)),
  );
  if (left.includes(undefined)) throw new Error("more than models was deleted");
  await api.merge(MODEL, { metadata: { finalizers: null } });
  return lastLine(answer.stderr);
}

async function takesDown(script: ApplyScript, { api, kubectl }: Cluster): Promise<string> {
  // What a broken attempt leaves: the webhooks' backend gone, a namespace going, a kind that is no more.
  for (const half of [
    ["-n", "kserve", "delete", "deployment", "kserve-controller-manager"],
    ["delete", "namespace", "models"],
    ["delete", "crd", "clusterservingruntimes.serving.kserve.io", "certificates.networking.internal.knative.dev"],
  ]) {
    const { code, stderr } = await kubectl.call(half);
    if (code !== 0) throw new Error(stderr);
  }
  const answer = await script.run("--delete", "--crds", ...TIMEOUT);
  expectAnswer(answer, 0, ["delete 90-models.yaml: was gone already", "deleted"]);
  expectOrder(
    answer.stdout,
    [...script.plan.charts].reverse().map(({ file }) => `delete ${file}`),
  );
  await expectPresent(api, script, () => false);
  return `${script.plan.charts.length} files`;
}
