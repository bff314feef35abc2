import * as pulumi from "@pulumi/pulumi";
import type { Cluster } from "./cluster";
import { refuseForeignModels } from "./foreign-models";
import { bound, hook } from "./hooks";
import { known } from "./known";

/** What a guard is of. */
export interface ModelsGuardArgs {
  readonly prefix: string;
  readonly cluster: Cluster;
  /** All of the platform; empty where there is none. */
  readonly after: readonly pulumi.Resource[];
  /** Whether models of others keep the platform from being removed. */
  readonly refuses: boolean;
}

/** Goes before everything else when a platform is removed, and stops the removal where it would be a mistake. */
class ModelsGuard extends pulumi.ComponentResource {
  constructor(name: string, hooks: pulumi.ResourceHookBinding, options: pulumi.ComponentResourceOptions) {
    super("kserve-stack:index:ModelsGuard", name, {}, { ...options, hooks });
    this.registerOutputs({});
  }
}

/**
 * Guards a platform: where models of others would lose it, and where the same objects have other names by now.
 *
 * What refuses is registered whether there is a guard or not: that of an earlier `up` may be removed.
 */
export function guardModels(stack: pulumi.Resource, { prefix, cluster, after, refuses }: ModelsGuardArgs): void {
  const isWhole = after.length > 0;
  const refuse = hook(`${prefix}models: refuse foreign models`, async ({ urn }) => {
    if (guard) refuseOtherNames(urn, await known(guard.urn));
    if (refuses) await refuseForeignModels(cluster, { isWhole });
  });
  const options = { parent: stack, dependsOn: [...after] };
  const guard =
    refuses && isWhole ? new ModelsGuard(`${prefix}models`, bound({ beforeDelete: refuse }), options) : undefined;
}

/**
 * Refuses to delete what the program has under other names: to Pulumi other objects, to the cluster the same ones, of
 * which nothing would be left.
 *
 * @param removed URN of the guard that is about to be removed.
 * @param own URN of the program's.
 */
function refuseOtherNames(removed: string, own: string): void {
  if (removed === own) return;
  const chain = removed.split("::")[2]?.split("$").slice(0, -1).join("$") ?? "";
  throw new Error(
    [
      `The platform that is about to be deleted (below ${chain}) is the one that the program has below another parent:`,
      "  to Pulumi other resources, to the cluster the same objects. Nothing of it was removed.",
      "  Fix: see `pulumi stack --show-urns`, and let Pulumi forget the former names, which leaves the cluster as it is:",
      "  pulumi state delete --target-dependents 'URN of the former ServingStack'; then run it again.",
      "  Next time, before `up`: aliases: [{ parent: FORMER }] among the options of the ServingStack.",
    ].join("\n"),
  );
}
