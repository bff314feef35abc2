import { crds } from "../../../lib/definitions/definitions";
import { mutants, type Mutant } from "../../crds/corpus";
import { messageOf } from "../cluster/api";
import { measure, type Measurement } from "./definitions-measurement";
import { storedFields } from "./stored-fields";
import { refuseProblems } from "../problems";
import type { Check } from "../suite";
import { upstream } from "./upstream";

/** The largest share of upstream's memory that our definitions may take. */
const MEMORY_SHARE = 0.4;
/** The least share of misspellings, of those upstream refuses, that ours refuse. */
const REFUSED_SHARE = 0.99;

/** Holds our folded definitions of KServe against upstream's, each on a control plane of its own. */
export function definitionsChecks(): Check[] {
  let both: Promise<readonly [Measurement, Measurement]> | undefined;
  const measured = (): Promise<readonly [Measurement, Measurement]> => {
    both ??= (async () =>
      [
        await measure(upstream("kserve-v0.20.0", "crds.yaml")),
        await measure(crds("kserve-0.20.0", "folded")),
      ] as const)();
    return both;
  };
  const check = (title: string, judge: (theirs: Measurement, ours: Measurement) => string): Check => ({
    title,
    run: async () => judge(...(await measured())),
  });
  return [
    check(
      "folded CRDs accept whatever upstream's accept, every field at every place, and prune none of it",
      acceptance,
    ),
    check(`they refuse at least ${REFUSED_SHARE * 100} % of the misspellings that upstream's refuse`, refusals),
    check(`they add at most ${MEMORY_SHARE * 100} % of the memory that upstream's add to the API server`, memory),
  ];
}

function acceptance(theirs: Measurement, ours: Measurement): string {
  const problems: string[] = [];
  let accepted = 0;
  for (const [name, { sample, reply }] of theirs.samples) {
    if (reply.code !== 201) {
      problems.push(`${name}: upstream's refuse the sample itself: ${messageOf(reply)}`);
      continue;
    }
    accepted += 1;
    const mine = ours.samples.get(name)?.reply;
    if (mine?.code !== 201) problems.push(`${name}: ${mine ? messageOf(mine) : "not tried"}`);
    else problems.push(...storedFields(sample.manifest, mine.body).changed.map((change) => `${name}: ${change}`));
  }
  refuseProblems(problems);
  return `${accepted} InferenceServices`;
}

function refusals(theirs: Measurement, ours: Measurement): string {
  const all = mutants().filter(({ name }) => theirs.refused.has(name));
  const share = (some: readonly Mutant[]): number =>
    some.filter(({ name }) => ours.refused.has(name)).length / some.length;
  const percent = (value: number): string => `${(value * 100).toFixed(2)} %`;
  const written = all.filter(({ isWritten }) => isWritten);
  const fields = new Set(all.map(({ field }) => field));
  const checked = new Set(all.filter(({ name }) => ours.refused.has(name)).map(({ field }) => field));
  const lines = [
    `${percent(share(written))} of ${written.length} misspellings where people write the field`,
    `${percent(checked.size / fields.size)} of ${fields.size} distinct fields are checked in one place or more`,
    `${percent(share(all))} of all ${all.length} places, the copies that the fold plan opens included`,
  ];
  const isEnough = share(written) >= REFUSED_SHARE && checked.size / fields.size >= REFUSED_SHARE;
  if (!isEnough) throw new Error(lines.join("\n"));
  return lines.join("\n");
}

function memory(theirs: Measurement, ours: Measurement): string {
  const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(bytes < 1e7 ? 2 : 0)} MB`;
  const share = ours.addedBytes / theirs.addedBytes;
  const seen = [
    `${megabytes(ours.addedBytes)} against ${megabytes(theirs.addedBytes)}, ${Math.round(share * 100)} %`,
    `OpenAPI v2 document: ${megabytes(ours.openApiBytes)} against ${megabytes(theirs.openApiBytes)}`,
  ].join("\n");
  if (share > MEMORY_SHARE) throw new Error(seen);
  return seen;
}
