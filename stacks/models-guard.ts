import * as pulumi from "@pulumi/pulumi";
import type { Plan } from "../lib/plan";
import type { Cluster } from "./cluster";
import { refuseForeignModels } from "./foreign-models";
import { whoAsks } from "./hooks";

/** Goes before everything else when a platform is removed, and stops the removal where models of others would lose it. */
export class ModelsGuard extends pulumi.ComponentResource {
  constructor(name: string, cluster: Cluster, plan: Plan, options: pulumi.ComponentResourceOptions) {
    const refuse = (): pulumi.ResourceHook =>
      new pulumi.ResourceHook(`${name}: refuse foreign models`, () => refuseForeignModels(cluster, plan));
    const hooks: pulumi.ResourceHookBinding = whoAsks() === "engine" ? { beforeDelete: [refuse()] } : {};
    super("kserve-stack:index:ModelsGuard", name, {}, { ...options, hooks });
    this.registerOutputs({});
  }
}
