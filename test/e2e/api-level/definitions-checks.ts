import { crds } from "../../../lib/definitions/definitions";
import type { Definition } from "../../../lib/definitions/schema";
import type { Mutant } from "../../crds/corpus";
import { messageOf } from "../cluster/api";
import type { Cluster } from "../cluster/cluster";
import { controlPlane } from "../cluster/control-plane";
import { measure, trials, type Measurement, type Trials } from "./definitions-measurement";
import { storedFields } from "./stored-fields";
import { refuseProblems } from "../problems";
import type { Check } from "../suite";
import { upstream } from "./upstream";

/** The largest share of upstream's memory that our definitions may take. */
const MEMORY_SHARE = 0.4;
/** The least share of misspellings, of those upstream refuses, that ours refuse. */
const REFUSED_SHARE = 0.99;

interface Comparison {
  readonly tried: Trials;
  readonly theirs: Measurement;
  readonly ours: Measurement;
}

/** Holds our folded definitions of KServe against upstream's own, each on a control plane of its own. */
export function definitionsChecks(): Check[] {
  let comparison: Promise<Comparison> | undefined;
  const check = (title: string, judge: (comparison: Comparison) => string): Check => ({
    title,
    run: async (cluster) => judge(await (comparison ??= compare(cluster))),
  });
  return [
    check(
      "folded CRDs accept whatever upstream's accept, every field at every place, and prune none of it",
      acceptance,
    ),
    check(
      "they write the defaults that upstream's write: all of KServe's own, and of others where nothing is folded",
      defaults,
    ),
    check(`they refuse at least ${REFUSED_SHARE * 100} % of the misspellings that upstream's refuse`, refusals),
    check(`they add at most ${MEMORY_SHARE * 100} % of the memory that upstream's add to the API server`, memory),
  ];
}

async function compare(cluster: Cluster): Promise<Comparison> {
  const tried = trials();
  const ours = await measure("folded", cluster, crds("kserve-0.20.0", "folded"), tried);
  const second = await controlPlane();
  try {
    const definitions = upstream("kserve-v0.20.0", "crds.yaml") as unknown as Definition[];
    return { tried, ours, theirs: await measure("upstream", second, definitions, tried) };
  } finally {
    await second.stop();
  }
}

function acceptance({ tried, theirs, ours }: Comparison): string {
  const problems = tried.samples.flatMap(({ name, manifest }) => {
    const [theirReply, ourReply] = [theirs.samples.get(name), ours.samples.get(name)];
    if (theirReply?.code !== 201 || !ourReply)
      return [`${name}: upstream's refuse the sample itself: ${theirReply ? messageOf(theirReply) : "not tried"}`];
    if (ourReply.code !== 201) return [`${name}: ${messageOf(ourReply)}`];
    return storedFields(manifest, ourReply.body).changed.map((change) => `${name}: ${change}`);
  });
  refuseProblems(problems);
  return `${tried.samples.length} InferenceServices`;
}

function defaults({ tried, theirs, ours }: Comparison): string {
  const problems: string[] = [];
  const counts = { same: 0, own: 0, inFolds: 0, refused: 0 };
  for (const { name, isFolded, isOwned } of tried.defaulted) {
    const [their, our] = [theirs, ours].map(({ defaults }) => defaults.get(name) ?? "none");
    const isSame = their === our;
    if (isSame && their?.startsWith("refused:") === true) counts.refused += 1;
    else if (isSame && their !== "none") {
      counts.same += 1;
      if (isOwned) counts.own += 1;
    } else if (isFolded && !isOwned && our === "none") counts.inFolds += 1;
    else problems.push(`${name}: ${our} where upstream's write ${their}`);
  }
  refuseProblems(problems);
  return [
    `of ${tried.defaulted.length} fields with a default ${counts.same} get the same, ${counts.own} of them KServe's own`,
    `${counts.inFolds} lie inside folds: Kubernetes' own, which sets them again in the pod`,
    `${counts.refused} are not reached: both refuse the resource, in the same words, by a rule over several fields`,
  ].join("\n");
}

function refusals({ tried, theirs, ours }: Comparison): string {
  const all = tried.mutants.filter(({ name }) => theirs.refused.has(name));
  const fields = new Map<string, Mutant[]>();
  for (const mutant of all) fields.set(mutant.field, [...(fields.get(mutant.field) ?? []), mutant]);
  const isRefused = ({ name }: Mutant): boolean => ours.refused.has(name);
  const row = (where: string, refused: number, of: number): string =>
    `${where.padEnd(62)}${String(refused).padStart(6)} of ${String(of).padStart(6)}${((refused / of) * 100).toFixed(2).padStart(8)} %`;
  const places = (where: string, some: readonly Mutant[]): string =>
    row(where, some.filter(isRefused).length, some.length);
  const region = (where: string, name: Mutant["region"]): string =>
    places(
      where,
      all.filter((mutant) => mutant.region === name),
    );
  const written = all.filter(({ isWritten }) => isWritten);
  const checked = [...fields.values()].filter((copies) => copies.some(isRefused));
  const unchecked = [...fields].filter(([, copies]) => !copies.some(isRefused)).map(([field]) => field);
  const rows = [
    `misspelt keys refused, of ${all.length} that upstream's refuse (of ${tried.mutants.length} tried)`,
    region("predictor, transformer, explainer: every field", "serving"),
    region("their copies below the fields named for a framework", "framework"),
    region("their copies below workerSpec", "worker"),
    region("their copies below canary[]", "canary"),
    places("every field at every place: the sum of these", all),
    places("where people write the field (test/crds/copies.ts)", written),
    row("each distinct field once, in whatever place it is checked", checked.length, fields.size),
    `fields checked in no place: ${unchecked.join(", ") || "none"}`,
  ].join("\n");
  const isEnough =
    written.filter(isRefused).length / written.length >= REFUSED_SHARE && checked.length / fields.size >= REFUSED_SHARE;
  if (!isEnough) throw new Error(rows);
  return rows;
}

function memory({ theirs, ours }: Comparison): string {
  const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(bytes < 1e7 ? 2 : 0);
  const share = (our: number, their: number): string =>
    `${megabytes(our)} MB against ${megabytes(their)} MB, ${Math.round((our / their) * 100)} %`;
  const seen = [
    `live heap after garbage collection: ${share(ours.added.liveBytes, theirs.added.liveBytes)}`,
    `resident, for information: ${share(ours.added.residentBytes, theirs.added.residentBytes)}`,
    `OpenAPI v2 document: ${share(ours.openApiBytes, theirs.openApiBytes)}`,
  ].join("\n");
  if (ours.added.liveBytes / theirs.added.liveBytes > MEMORY_SHARE) throw new Error(seen);
  return seen;
}
