import * as pulumi from "@pulumi/pulumi";
import { getMonitor } from "@pulumi/pulumi/runtime";

/**
 * Who may ask the cluster while it is deployed.
 *
 * - `engine`: the engine calls back into the program, before it makes or deletes a resource.
 * - `program`: the program by itself, since its language host is older than hooks (3.182). Such a host stands between
 *   the program and the engine, and knows only the calls of its time; what newer ones tell the program gives it away.
 * - `nobody`: nothing is deployed, as under Pulumi's mocks.
 */
export function whoAsks(): "engine" | "program" | "nobody" {
  const monitor = getMonitor() as { readonly registerResourceHook?: unknown } | undefined;
  if (monitor !== undefined && typeof monitor.registerResourceHook !== "function") return "nobody";
  const { PULUMI_NODEJS_MONITOR: hosted, PULUMI_NODEJS_ROOT_DIRECTORY: root } = process.env;
  return hosted === undefined || root !== undefined ? "engine" : "program";
}

/** When the engine calls back. */
type Moment = keyof pulumi.ResourceHookBinding;

/** What the engine calls back; nothing where it cannot. */
export function hook(name: string, callback: pulumi.ResourceHookFunction): pulumi.ResourceHook | undefined {
  return whoAsks() === "engine" ? new pulumi.ResourceHook(name, callback) : undefined;
}

/** What the engine calls back when; moments without a hook are left out. */
export function bound(
  hooks: Readonly<Partial<Record<Moment, pulumi.ResourceHook | undefined>>>,
): pulumi.ResourceHookBinding {
  const set = Object.entries<pulumi.ResourceHook | undefined>(hooks).filter(([, one]) => one !== undefined);
  return Object.fromEntries(set.map(([moment, one]) => [moment, [one]]));
}
