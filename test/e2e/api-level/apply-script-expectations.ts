import type { Manifest } from "../../../lib/internal/emit";
import type { PlannedChart } from "../../../lib/plan";
import type { Api } from "../cluster/api";
import type { Answer } from "../cluster/kubectl";
import { inParallel } from "../in-parallel";
import { titleOf } from "../objects";
import { refuseProblems } from "../problems";
import type { ApplyScript } from "./apply-script";

/** Throws unless a run ended with a code and said all of the texts. */
export function expectAnswer({ code, stdout, stderr }: Answer, wanted: number, texts: readonly string[]): void {
  const printed = `${stdout}${stderr}`;
  const missing = texts.filter((text) => !printed.includes(text)).map((text) => `it does not say: ${text}`);
  if (code !== wanted) missing.push(`it ends with ${code}, not ${wanted}`);
  if (missing.length > 0) throw new Error([...missing, "it says:", printed].join("\n"));
}

/** Throws unless texts were printed one after the other. */
export function expectOrder(printed: string, texts: readonly string[]): void {
  const places = texts.map((text) => printed.indexOf(text));
  if (places.some((place, index) => place < 0 || place < (places[index - 1] ?? 0)))
    throw new Error(`not in the order ${texts.join(", ")}:\n${printed}`);
}

/** Holds the cluster against the plan: every wanted object is there, and none of the others. */
export async function expectPresent(
  api: Api,
  { plan }: ApplyScript,
  isWanted: (chart: PlannedChart, manifest: Manifest) => boolean,
): Promise<void> {
  const all = plan.charts.flatMap((chart) => chart.objects.map(({ manifest }) => ({ chart, manifest })));
  const problems = await inParallel(all, async ({ chart, manifest }) => {
    const isThere = (await api.find(manifest)) !== undefined;
    if (isThere === isWanted(chart, manifest)) return [];
    return [`${titleOf(manifest)} of ${chart.file} is ${isThere ? "there" : "not there"}`];
  });
  refuseProblems(problems.flat());
}

/** The last line that was printed. */
export function lastLine(text: string): string {
  return text.trim().split("\n").at(-1) ?? "";
}
