import * as pulumi from "@pulumi/pulumi";
import { platformFacts } from "../lib/internal/platform-facts";
import { DEPLOYMENT_MODES, type DeploymentMode } from "../lib/kserve/config/deploy";
import type { Plan } from "../lib/plan";
import type { Cluster, Stored } from "./cluster";
import { at, hook } from "./hooks";
import { counted, listed } from "./models";

/** What a guard is of. */
export interface ModesGuardArgs {
  readonly prefix: string;
  readonly cluster: Cluster;
  readonly plan: Plan;
}

/** An InferenceService, as far as it says how it runs. */
interface Model extends Stored {
  readonly status?: { readonly deploymentMode?: string };
}

/**
 * Guards the models of a cluster from losing what they run on: KServe records the mode of a model with its first status
 * and keeps to that, whatever its configuration says later. So a platform that is changed to the other mode would leave
 * them behind without Knative, or without the gateway that leads to them.
 *
 * @returns what goes before all of the platform, so that nothing is changed where it refuses; undefined where there is
 * no platform, only models.
 */
// source: kserve v0.20.0, pkg/controller/v1beta1/inferenceservice/utils/utils.go: GetDeploymentMode
export function guardModes(
  stack: pulumi.Resource,
  { prefix, cluster, plan }: ModesGuardArgs,
): pulumi.Resource | undefined {
  const modes = modesOf(plan);
  if (modes.length === 0) return undefined;
  const refuse = hook(`${prefix}modes: refuse models of others`, () => refuseOtherModes(cluster, modes));
  return new pulumi.Stash(`${prefix}modes`, { input: modes }, { parent: stack, hooks: at(["beforeUpdate"], refuse) });
}

/** The modes in which models of a platform can run; none where there is no platform. */
export function modesOf({ charts }: Plan): DeploymentMode[] {
  const facts = charts.flatMap(({ layer, source }) => (layer === "models" ? [] : (platformFacts(source) ?? [])));
  return [
    ...(facts.some(({ knative }) => knative) ? (["Knative"] as const) : []),
    ...(facts.some(({ routes }) => routes) ? (["Standard"] as const) : []),
  ];
}

/**
 * Refuses a platform of other modes than the models of the cluster have.
 *
 * @throws Error with those models.
 */
export async function refuseOtherModes(cluster: Cluster, modes: readonly DeploymentMode[]): Promise<void> {
  const models = await cluster.list<Model>("serving.kserve.io/v1beta1", "InferenceService");
  const left = models.flatMap(({ metadata, status }) => {
    const mode = DEPLOYMENT_MODES[status?.deploymentMode ?? ""];
    if (mode === undefined || modes.includes(mode)) return [];
    return [`${metadata?.namespace ?? ""}/${metadata?.name ?? ""} (${mode})`];
  });
  if (left.length === 0) return;
  throw new Error(
    [
      `The platform would lose the mode of ${counted(left.length)}, which KServe never changes:`,
      ...listed(left),
      "  Nothing was changed. Fix: in the former mode leave them out of the program, or delete those of others, and run",
      "  `pulumi up`; then change the mode and put them back.",
    ].join("\n"),
  );
}
