import * as pulumi from "@pulumi/pulumi";
import { at } from "./hooks";

/**
 * Goes before everything else when a platform is removed, and stops the removal where models of others would lose it.
 *
 * @param refuse Registered by the stack whether it has a guard or not: the guard of an earlier `up` may be removed.
 */
export class ModelsGuard extends pulumi.ComponentResource {
  constructor(name: string, refuse: pulumi.ResourceHook | undefined, options: pulumi.ComponentResourceOptions) {
    super("kserve-stack:index:ModelsGuard", name, {}, { ...options, hooks: at(["beforeDelete"], refuse) });
    this.registerOutputs({});
  }
}
