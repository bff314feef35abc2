import type { Manifest } from "../../../lib/internal/emit";
import { messageOf, type Api } from "../cluster/api";
import { until } from "../progress";

/** Pod Security's strictest level, as a warning: nothing is refused, and every finding comes back with the answer. */
const LABELS = {
  "pod-security.kubernetes.io/warn": "restricted",
  "pod-security.kubernetes.io/warn-version": "latest",
};

const WORKLOADS = ["DaemonSet", "Deployment", "Job", "CronJob", "Pod", "ReplicaSet", "StatefulSet"];

/** Namespaces in which the platform runs pods and which it does not bring, such as `kube-system`. */
export function borrowedNamespaces(manifests: readonly Manifest[]): string[] {
  const own = manifests.filter(({ kind }) => kind === "Namespace").map(({ metadata }) => metadata.name);
  const used = manifests
    .filter(({ kind }) => WORKLOADS.includes(kind))
    .map(({ metadata }) => metadata.namespace ?? "default");
  return [...new Set(used)].filter((namespace) => !own.includes(namespace));
}

/**
 * Has the API server judge every workload of a namespace by Pod Security's `restricted`, and waits until it does: it
 * reads a namespace's labels from a cache, so a workload sent right after them could pass unjudged.
 */
export async function warnOfPods(api: Api, name: string): Promise<void> {
  await label(api, name, LABELS);
  await until(`Pod Security judges namespace ${name}`, 30, async () => {
    const { warnings } = await api.judge(privileged(name));
    return warnings.some((text) => text.startsWith("would violate PodSecurity"));
  });
}

/** Takes the labels off a namespace that is not ours. */
export async function stopWarning(api: Api, name: string): Promise<void> {
  await label(api, name, Object.fromEntries(Object.keys(LABELS).map((key) => [key, null])));
}

async function label(api: Api, name: string, labels: object): Promise<void> {
  const reply = await api.merge({ apiVersion: "v1", kind: "Namespace", metadata: { name } }, { metadata: { labels } });
  if (reply.code !== 200) throw new Error(`Namespace ${name} cannot be labelled: ${messageOf(reply)}`);
}

function privileged(namespace: string): Manifest {
  const labels = { app: "privileged" };
  const container = { name: "privileged", image: "none", securityContext: { privileged: true } };
  const spec = {
    selector: { matchLabels: labels },
    template: { metadata: { labels }, spec: { containers: [container] } },
  };
  return { apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "privileged", namespace }, spec } as Manifest;
}
