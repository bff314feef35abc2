import type { Construct } from "constructs";
import type { DaemonSet, DaemonSetUpdateStrategy } from "kubernetes-types/apps/v1";
import type { AddonContext } from "./addon";
import type { ComponentOptions } from "./component-options";
import { emit, type Labels } from "./emit";
import { networkPolicy, servedPorts } from "./network-policy";
import { podTemplate, type PodProps } from "./pod-template";
import type { Profile } from "./profile";
import type { Resources } from "./quantity";

/** One DaemonSet as upstream defines it; {@link daemon} adds what profile and user decide. */
export interface DaemonProps extends Omit<PodProps, "labels" | "annotations"> {
  readonly name: string;
  readonly namespace: string;
  /** Labels and selector of the pods; the selector is immutable once applied. */
  readonly selector: Labels;
  readonly strategy?: DaemonSetUpdateStrategy;
  readonly sizes: Readonly<Record<Profile, Resources | undefined>>;
  /** Whether its pods open connections over the network. @default true */
  readonly egress?: boolean;
}

/** A DaemonSet with its network policy, sized by profile and user. */
export function daemon(
  scope: Construct,
  context: AddonContext,
  props: DaemonProps,
  options: Omit<ComponentOptions, "replicas"> = {},
): void {
  const { name, namespace, selector, strategy, sizes, egress } = props;
  const resources = options.resources ?? sizes[context.profile];
  const template = podTemplate(context, { ...props, labels: selector }, { ...options, resources });
  emit(scope, {
    apiVersion: "apps/v1",
    kind: "DaemonSet",
    metadata: { name, namespace },
    spec: { selector: { matchLabels: selector }, ...(strategy && { updateStrategy: strategy }), template },
  } satisfies DaemonSet);
  if (context.profile !== "upstream" && options.networkPolicy !== false) {
    networkPolicy(scope, { name, namespace, selector, ports: servedPorts(template.spec), egress });
  }
}
