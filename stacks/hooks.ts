import type * as pulumi from "@pulumi/pulumi";
import { getMonitor } from "@pulumi/pulumi/runtime";

/** Options with hooks; without them under Pulumi's mocks, which know no hooks and deploy nothing. */
export function withHooks(
  options: pulumi.ComponentResourceOptions,
  binding: () => pulumi.ResourceHookBinding,
): pulumi.ComponentResourceOptions {
  const monitor = getMonitor() as { readonly registerResourceHook?: unknown } | undefined;
  if (monitor !== undefined && typeof monitor.registerResourceHook !== "function") return options;
  return { ...options, hooks: binding() };
}
