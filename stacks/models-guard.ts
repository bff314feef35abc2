import * as pulumi from "@pulumi/pulumi";
import type { Plan } from "../lib/plan";
import type { Cluster } from "./cluster";
import { refuseForeignModels } from "./foreign-models";
import { withHooks } from "./hooks";

/** Goes before everything else when a platform is removed, and stops the removal where models of others would lose it. */
export class ModelsGuard extends pulumi.ComponentResource {
  constructor(name: string, cluster: Cluster, plan: Plan, options: pulumi.ComponentResourceOptions) {
    const beforeDelete = (): pulumi.ResourceHook[] => [
      new pulumi.ResourceHook(`${name}-refuse-foreign-models`, () => refuseForeignModels(cluster, plan)),
    ];
    super(
      "kserve-stack:index:ModelsGuard",
      name,
      {},
      withHooks(options, () => ({ beforeDelete: beforeDelete() })),
    );
    this.registerOutputs({});
  }
}
