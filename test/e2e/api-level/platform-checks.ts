import type { Manifest } from "../../../lib/internal/emit";
import type { Reply, Stored } from "../cluster/api";
import { messageOf } from "../cluster/api";
import type { Cluster } from "../cluster/cluster";
import type { ExplainedWarning } from "./explained-warnings";
import { isDefinition, isWebhookConfiguration, titleOf } from "../objects";
import { borrowedNamespaces, stopWarning, warnOfPods } from "./pod-security";
import { refuseProblems } from "../problems";
import { sleep } from "../progress";
import { storedFields } from "./stored-fields";
import type { Check } from "../suite";

/** Objects in the order in which they are to be applied. */
export interface Platform {
  readonly name: string;
  readonly manifests: readonly Manifest[];
}

/**
 * The checks of one platform: accepted, kept, and unchanged by a second apply.
 *
 * Webhook configurations are only dry-run. They ship `failurePolicy: Fail` and nothing answers them here, so a stored
 * one would refuse every later object; to store it with another policy would be to check another object. They are
 * stored, and answered, where apply.sh is checked.
 */
export function platformChecks(platform: Platform, explained: readonly ExplainedWarning[]): Check[] {
  const answers = new Map<Manifest, Stored>();
  return [
    {
      title: `${platform.name}: the API server accepts every object, strictly, and warns of nothing that is not explained`,
      run: (cluster) => acceptsEveryObject(cluster, platform, explained, answers),
    },
    {
      title: `${platform.name}: it stores every field as it was sent`,
      run: (cluster) => storesEveryField(cluster, platform, answers),
    },
    {
      title: `${platform.name}: a second apply changes no resourceVersion`,
      run: (cluster) => changesNothingTwice(cluster, platform),
    },
  ];
}

async function acceptsEveryObject(
  { api }: Cluster,
  { manifests }: Platform,
  explained: readonly ExplainedWarning[],
  answers: Map<Manifest, Stored>,
): Promise<string> {
  const problems: string[] = [];
  const seen = new Set<ExplainedWarning>();
  const borrowed = borrowedNamespaces(manifests);
  for (const name of borrowed) await warnOfPods(api, name);
  const apply = async (manifest: Manifest): Promise<void> => {
    const reply = await api.apply(manifest, { dryRun: isWebhookConfiguration(manifest) });
    if (reply.code !== 200 && reply.code !== 201) problems.push(`${titleOf(manifest)}: ${messageOf(reply)}`);
    else answers.set(manifest, reply.body as Stored);
    for (const text of reply.warnings) {
      const known = explained.find((warning) => warning.object === titleOf(manifest) && warning.text === text);
      if (known) seen.add(known);
      else problems.push(unexplained(titleOf(manifest), text));
    }
    if (manifest.kind === "Namespace") await warnOfPods(api, manifest.metadata.name);
  };
  try {
    for (const [index, manifest] of manifests.entries()) {
      await apply(manifest);
      const next = manifests[index + 1];
      if (isDefinition(manifest) && !(next && isDefinition(next))) {
        for (const { metadata } of manifests.slice(0, index + 1).filter(isDefinition))
          await api.established(metadata.name);
      }
    }
  } finally {
    for (const name of borrowed) await stopWarning(api, name);
  }
  const objects = new Set(manifests.map(titleOf));
  for (const warning of explained) {
    if (objects.has(warning.object) && !seen.has(warning))
      problems.push(`stale explanation, to be removed: ${warning.object}: ${warning.text}`);
  }
  refuseProblems(problems);
  const dryRun = manifests.filter(isWebhookConfiguration).length;
  const listed = [...seen].map(({ object, text, reason }) => `warning: ${object}: ${text} (${reason})`);
  return [
    `${manifests.length - dryRun} objects stored; ${dryRun} webhook configurations by dryRun=All, with the failurePolicy they ship`,
    ...listed,
  ].join("\n");
}

/** A warning that nobody explained, with the entry that would explain it. */
function unexplained(object: string, text: string): string {
  const quote = (line: string): string => (line.includes('"') ? `'${line}'` : `"${line}"`);
  const entry = `{ object: "${object}", text: ${quote(text)}, reason: "" },`;
  return `unexplained warning; where it has to stay, explained-warnings.ts takes this entry with a reason:\n${entry}`;
}

async function storesEveryField(
  { api }: Cluster,
  { manifests }: Platform,
  answers: ReadonlyMap<Manifest, Stored>,
): Promise<string> {
  const problems: string[] = [];
  const normalised: Record<string, number> = {};
  let compared = 0;
  for (const manifest of manifests) {
    const stored = isWebhookConfiguration(manifest) ? answers.get(manifest) : await api.read(manifest);
    const fields = storedFields(manifest, stored);
    compared += fields.compared;
    for (const [rule, count] of Object.entries(fields.normalised)) normalised[rule] = (normalised[rule] ?? 0) + count;
    problems.push(...fields.changed.map((change) => `${titleOf(manifest)}: ${change}`));
  }
  refuseProblems(problems);
  const rules = Object.entries(normalised).map(([rule, count]) => `${count} of them: ${rule}`);
  return [`${compared} fields read back`, ...rules].join("\n");
}

async function changesNothingTwice({ api }: Cluster, { manifests }: Platform): Promise<string> {
  const problems: string[] = [];
  let unchanged = 0;
  for (const manifest of manifests) {
    if (isWebhookConfiguration(manifest)) continue;
    const difference = await secondApply(api, manifest);
    if (difference === undefined) unchanged += 1;
    else problems.push(`${titleOf(manifest)}: ${difference}`);
  }
  refuseProblems(problems);
  return `${unchanged} objects`;
}

/** What a second apply changed. A controller may write its status in between: then it is tried again. */
async function secondApply(api: Cluster["api"], manifest: Manifest): Promise<string | undefined> {
  for (let tries = 1; ; tries += 1) {
    const before = await api.read(manifest);
    const reply: Reply = await api.apply(manifest);
    if (reply.code !== 200) return messageOf(reply);
    const after = reply.body as Stored;
    if (before?.metadata.resourceVersion === after.metadata.resourceVersion) return undefined;
    if (tries === 5)
      return `resourceVersion ${before?.metadata.resourceVersion ?? "none"} became ${after.metadata.resourceVersion}`;
    await sleep(500 * tries);
  }
}
