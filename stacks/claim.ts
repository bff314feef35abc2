import type { PlannedChart } from "../lib/plan";
import type { Cluster } from "./cluster";
import { isDefinition } from "./deployment-order";

/**
 * Refuses to take over what someone else made: the objects of a chart that the cluster has before its first deployment.
 *
 * Definitions are left out: a `destroy` keeps them, and the next `up` takes them back.
 */
export async function claim(cluster: Cluster, { name, objects }: PlannedChart): Promise<void> {
  const kinds = new Map<string, { apiVersion: string; kind: string; namespace?: string; names: Set<string> }>();
  for (const object of objects) {
    if (isDefinition(object)) continue;
    const { apiVersion, kind, metadata } = object.manifest;
    const key = [apiVersion, kind, metadata.namespace ?? ""].join(" ");
    const entry = kinds.get(key) ?? { apiVersion, kind, namespace: metadata.namespace, names: new Set() };
    entry.names.add(metadata.name);
    kinds.set(key, entry);
  }
  const there: string[] = [];
  for (const { apiVersion, kind, namespace, names } of kinds.values()) {
    for (const { metadata } of await cluster.list(apiVersion, kind, { namespace })) {
      if (!names.has(metadata?.name ?? "")) continue;
      const managers = [...new Set((metadata?.managedFields ?? []).flatMap(({ manager }) => manager ?? []))];
      // An `up` that was interrupted made it before its state knew of it.
      if (managers.some((manager) => manager.startsWith("pulumi-kubernetes"))) continue;
      const place = [namespace, metadata?.name].filter(Boolean).join("/");
      there.push(`  ${kind} ${place}, written by ${managers.join(", ") || "someone unknown"}`);
    }
  }
  if (there.length === 0) return;
  throw new Error(
    [
      `${name}: the cluster has ${there.length === 1 ? "an object" : `${there.length} objects`} of this chart already:`,
      ...there.slice(0, 10),
      ...(there.length > 10 ? [`  and ${there.length - 10} more`] : []),
      "  Fix: adopt: true, which takes them over as they are (a platform that apply.sh made, an earlier program's);",
      "  or existing(…) for an add-on that is not yours.",
    ].join("\n"),
  );
}
