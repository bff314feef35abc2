import { getMonitor } from "@pulumi/pulumi/runtime";

/**
 * Whether the engine can call back into this program while it deploys.
 *
 * Pulumi's mocks cannot, and neither can a language host that is older than hooks (3.182): it stands between the program
 * and the engine, and knows only the calls of its time. It is recognized by what newer ones tell the program.
 */
export function canHook(): boolean {
  const monitor = getMonitor() as { readonly registerResourceHook?: unknown } | undefined;
  if (monitor !== undefined && typeof monitor.registerResourceHook !== "function") return false;
  const { PULUMI_NODEJS_MONITOR: hosted, PULUMI_NODEJS_ROOT_DIRECTORY: root } = process.env;
  return hosted === undefined || root !== undefined;
}
