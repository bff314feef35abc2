import type { Container, PodSpec, PodTemplateSpec } from "kubernetes-types/core/v1";
import type { AddonContext } from "./addon";
import type { ComponentOptions } from "./component-options";
import type { Labels } from "./emit";
import { hardened, type PodNeeds } from "./hardening";
import { plainResources } from "./quantity";
import { settled } from "./settled";

/** The pods of one workload as upstream defines them. */
export interface PodProps {
  readonly labels: Labels;
  readonly annotations?: Labels;
  /** The container that `resources` sizes. */
  readonly container: Container;
  readonly sidecars?: readonly Container[];
  readonly pod: Omit<PodSpec, "containers">;
  /** Probes of the container where upstream has none or the same one twice; not in profile `upstream`. */
  readonly probes?: Pick<Container, "livenessProbe" | "readinessProbe">;
  /** @default - the least rights */
  readonly needs?: PodNeeds;
}

/** Pods as upstream defines them, with what profile and user decide. */
export function podTemplate(
  { images, profile }: AddonContext,
  { labels, annotations, container, sidecars = [], pod, probes, needs }: PodProps,
  { resources, nodeSelector, tolerations, affinity, priorityClassName }: ComponentOptions,
): PodTemplateSpec & { readonly spec: PodSpec } {
  const main: Container = {
    ...settled(container, profile === "upstream" ? undefined : probes),
    ...(resources && { resources: plainResources(resources) }),
  };
  const spec: PodSpec = {
    ...pod,
    ...(images.pullSecret !== undefined && { imagePullSecrets: [{ name: images.pullSecret }] }),
    ...(nodeSelector && { nodeSelector }),
    ...(tolerations && { tolerations: [...tolerations] }),
    ...(affinity && { affinity }),
    ...(priorityClassName !== undefined && { priorityClassName }),
    containers: [main, ...sidecars],
  };
  return { metadata: { labels, ...(annotations && { annotations }) }, spec: hardened(spec, profile, needs) };
}
