import type { Cluster } from "../cluster/cluster";
import { isWebhookConfiguration, titleOf } from "../objects";
import { refuseProblems } from "../problems";
import type { ApplyScript } from "./apply-script";
import { expectAnswer, expectPresent, lastLine } from "./apply-script-expectations";
import { storedFields } from "./stored-fields";

const TIMEOUT = ["--timeout", "120"];

/** Every gate opens, and all objects are there; a field that somebody else owns is taken over. */
export async function passesEveryGate(script: ApplyScript, { api }: Cluster): Promise<string> {
  const answer = await script.run("--force-conflicts", ...TIMEOUT);
  const gates = script.plan.charts.flatMap(({ gate }) => gate?.conditions ?? []);
  const objects = script.plan.charts.flatMap(({ objects }) => objects.map(({ manifest }) => manifest));
  expectAnswer(answer, 0, [
    "  changed Deployment/cert-manager/cert-manager\n",
    `applied: every gate passed; of ${objects.length} objects `,
    " created, 1 changed\n",
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

/** A second run of the whole. */
export async function changesNothing(script: ApplyScript): Promise<string> {
  const answer = await script.run(...TIMEOUT);
  expectAnswer(answer, 0, ["applied: every gate passed; nothing was changed, all "]);
  return lastLine(answer.stdout);
}
