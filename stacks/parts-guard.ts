import * as pulumi from "@pulumi/pulumi";
import { platformFacts } from "../lib/internal/platform-facts";
import type { DeploymentMode } from "../lib/kserve/config/deploy";
import type { Plan } from "../lib/plan";
import type { Cluster } from "./cluster";
import { bound, hook } from "./hooks";
import { counted, listed } from "./models";
import { runningModels } from "./running-models";

/** What a guard is of. */
export interface PartsGuardArgs {
  readonly prefix: string;
  readonly cluster: Cluster;
  readonly plan: Plan;
  /** Whether models keep what they run on from being removed. */
  readonly refuses: boolean;
}

/**
 * Parts of a platform, and the models that cannot go on without them: charts, and what leads to models of Standard mode.
 *
 * That is no chart: a gateway of others, or an Ingress in place of an HTTPRoute, leads to them just as well.
 */
const NEEDED_BY: Readonly<Record<string, DeploymentMode | "every model">> = {
  "cert-manager": "every model",
  istio: "every model",
  "istio-ingress": "every model",
  "knative-serving": "Knative",
  "net-istio": "Knative",
  kserve: "every model",
  "routes of Standard mode": "Standard",
};

/**
 * Guards the models of a cluster from losing a part of the platform, by another mode or by `existing` in its place.
 *
 * @returns what goes before all of the platform, so that nothing is changed where it refuses; undefined where there is
 * no platform, only models.
 */
export function guardParts(
  stack: pulumi.Resource,
  { prefix, cluster, plan, refuses }: PartsGuardArgs,
): pulumi.Resource | undefined {
  const parts = partsOf(plan);
  if (parts.length === 0) return undefined;
  const refuse = hook(`${prefix}parts: refuse to leave models without them`, async ({ oldInputs, newInputs }) => {
    const [before, after] = [oldInputs, newInputs].map((inputs) => (inputs as { input: readonly string[] }).input);
    const lost = (before ?? []).filter((part) => !after?.includes(part));
    if (refuses) await refuseLostParts(cluster, lost);
  });
  // A hook that waited for the cluster would hold the slot of what makes it.
  const input = cluster.isKnown.apply(() => parts);
  return new pulumi.Stash(`${prefix}parts`, { input }, { parent: stack, hooks: bound({ beforeUpdate: refuse }) });
}

/** Parts of a platform that models run on; none where there is no platform. */
export function partsOf({ charts }: Plan): string[] {
  const own = charts.filter(({ name, layer }) => layer !== "models" && name in NEEDED_BY);
  const hasRoutes = own.some(({ source }) => platformFacts(source)?.routes);
  return [...own.map(({ name }) => name), ...(hasRoutes ? ["routes of Standard mode"] : [])].sort();
}

/**
 * Refuses to take parts of a platform away from under the models of a cluster.
 *
 * @throws Error with those models.
 */
export async function refuseLostParts(cluster: Cluster, lost: readonly string[]): Promise<void> {
  const needing = new Set(lost.map((part) => NEEDED_BY[part]));
  if (needing.size === 0) return;
  const models = (await runningModels(cluster)).filter(
    ({ mode }) => needing.has("every model") || (mode !== undefined && needing.has(mode)),
  );
  if (models.length === 0) return;
  throw new Error(
    [
      `The platform would lose what ${counted(models.length)} of the cluster cannot go on without (${lost.join(", ")}):`,
      ...listed(
        models.map(({ name, mode }) => (mode === undefined ? name : `${name} (${mode}, which KServe never changes)`)),
      ),
      "  Nothing was changed. Fix: leave them out of the program, or delete those of others, and run `pulumi up` with the",
      "  platform as it was; then change it and put them back. Or refuseForeignModels: false, where they may lose it.",
    ].join("\n"),
  );
}
