import type { Construct } from "constructs";
import type { Deployment, DeploymentStrategy } from "kubernetes-types/apps/v1";
import type { HorizontalPodAutoscaler } from "kubernetes-types/autoscaling/v2";
import type { PodSpec } from "kubernetes-types/core/v1";
import type { PodDisruptionBudget } from "kubernetes-types/policy/v1";
import type { AddonContext } from "./addon";
import { apart } from "./apart";
import type { ComponentOptions } from "./component-options";
import { emit, type Labels } from "./emit";
import { invalid } from "./invalid";
import { networkPolicy, servedPorts } from "./network-policy";
import { podTemplate, type PodProps } from "./pod-template";
import type { Sizes, Sizing } from "./profile";
import { settled } from "./settled";

export type { ComponentOptions };

/** One Deployment as upstream defines it; {@link workload} adds what profile and user decide. */
export interface WorkloadProps extends Omit<PodProps, "labels" | "annotations"> {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Labels;
  /** Selector of the pods; immutable once applied. */
  readonly selector: Labels;
  /** @default - labels */
  readonly podLabels?: Labels;
  readonly podAnnotations?: Labels;
  /** Ports that it serves beyond those that its containers declare and those that are probed. @default - none */
  readonly furtherPorts?: readonly number[];
  readonly strategy?: DeploymentStrategy;
  readonly sizes: Sizes;
  /** CPU utilization, in percent, that an autoscaler holds. @default 80 */
  readonly targetCpuUtilization?: number;
  /** Selector, where it is not the Deployment's, and name of an autoscaler. @default - the Deployment's name */
  readonly autoscalerName?: string;
}

/** A Deployment with its autoscaler, disruption budget and network policy, sized by profile and user. */
export function workload(
  scope: Construct,
  context: AddonContext,
  props: WorkloadProps,
  options: ComponentOptions = {},
): void {
  const { name, namespace, labels, selector } = props;
  const sizing = settle(scope, name, props.sizes[context.profile], options);
  const { autoscaling } = sizing;
  const pods = autoscaling?.minReplicas ?? sizing.replicas ?? 1;
  const several = context.profile === "production" && pods > 1;
  const template = podTemplate(
    context,
    {
      ...props,
      labels: props.podLabels ?? labels,
      annotations: props.podAnnotations,
      pod: settled(
        several ? { affinity: apart(selector), topologySpreadConstraints: [spread(selector)] } : {},
        props.pod,
      ),
    },
    { ...options, resources: sizing.resources },
  );
  emit(scope, {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name, namespace, labels },
    spec: {
      // An autoscaler owns the number of its pods: sending one would set it back at each apply.
      ...(!autoscaling && { replicas: pods }),
      selector: { matchLabels: selector },
      ...(props.strategy && { strategy: props.strategy }),
      template,
    },
  } satisfies Deployment);
  if (autoscaling) {
    emit(scope, {
      apiVersion: "autoscaling/v2",
      kind: "HorizontalPodAutoscaler",
      metadata: { name: props.autoscalerName ?? name, namespace, labels },
      spec: {
        ...autoscaling,
        scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name },
        metrics: [
          {
            type: "Resource",
            resource: {
              name: "cpu",
              target: { type: "Utilization", averageUtilization: props.targetCpuUtilization ?? 80 },
            },
          },
        ],
      },
    } satisfies HorizontalPodAutoscaler);
  }
  // One pod at a time may go: a drain always makes progress, and the others serve meanwhile.
  if (several) {
    emit(scope, {
      apiVersion: "policy/v1",
      kind: "PodDisruptionBudget",
      metadata: { name, namespace, labels },
      spec: { maxUnavailable: 1, selector: { matchLabels: selector } },
    } satisfies PodDisruptionBudget);
  }
  if (context.profile !== "upstream" && options.networkPolicy !== false) {
    networkPolicy(scope, {
      name,
      namespace,
      labels,
      selector,
      ports: servedPorts(template.spec, props.furtherPorts),
    });
  }
}

function settle(scope: Construct, name: string, sizing: Sizing, options: ComponentOptions): Sizing {
  const { replicas, resources } = options;
  if (replicas !== undefined && !(Number.isInteger(replicas) && replicas >= 1)) {
    throw invalid(scope, `${name}.replicas`, {
      expected: "a whole number of at least 1",
      got: replicas,
      fix: "leave it out for the profile's default",
    });
  }
  return {
    ...sizing,
    ...(replicas !== undefined && { replicas, autoscaling: undefined }),
    ...(resources && { resources }),
  };
}

function spread(matchLabels: Labels): NonNullable<PodSpec["topologySpreadConstraints"]>[number] {
  return {
    maxSkew: 1,
    topologyKey: "kubernetes.io/hostname",
    whenUnsatisfiable: "ScheduleAnyway",
    labelSelector: { matchLabels },
  };
}
