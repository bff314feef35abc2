import type { Construct } from "constructs";
import type { Deployment, DeploymentStrategy } from "kubernetes-types/apps/v1";
import type { HorizontalPodAutoscaler } from "kubernetes-types/autoscaling/v2";
import type { Affinity, Container, PodSpec, Toleration } from "kubernetes-types/core/v1";
import type { PodDisruptionBudget } from "kubernetes-types/policy/v1";
import type { AddonContext } from "./addon";
import { emit, type Labels } from "./emit";
import { invalid } from "./invalid";
import type { Sizes, Sizing } from "./profile";
import { plainResources, type Resources } from "./quantity";

/** What a user may set on each Deployment of an add-on. */
export interface ComponentOptions {
  /** Number of pods; fixed, no autoscaler. @default - by profile */
  readonly replicas?: number;
  /** Requests and limits of the main container. @default - by profile */
  readonly resources?: Resources;
  /** @default - upstream's */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /** @default - upstream's */
  readonly tolerations?: readonly Toleration[];
  /** @default - upstream's */
  readonly affinity?: Affinity;
  /** @default - none */
  readonly priorityClassName?: string;
}

/** One Deployment as upstream defines it; {@link workload} adds what profile and user decide. */
export interface WorkloadProps {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Labels;
  /** Selector of the pods; immutable once applied. */
  readonly selector: Labels;
  /** @default - labels */
  readonly podLabels?: Labels;
  readonly podAnnotations?: Labels;
  /** The container that `resources` sizes. */
  readonly container: Container;
  readonly sidecars?: readonly Container[];
  readonly pod: Omit<PodSpec, "containers">;
  readonly strategy?: DeploymentStrategy;
  readonly sizes: Sizes;
  /** CPU utilization, in percent, that an autoscaler holds. @default 80 */
  readonly targetCpuUtilization?: number;
  /** Selector, where it is not the Deployment's, and name of an autoscaler. @default - the Deployment's name */
  readonly autoscalerName?: string;
}

/** A Deployment with its autoscaler and disruption budget, sized by profile and user. */
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
  const production = context.profile === "production";
  const { resources } = sizing;
  emit(scope, {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name, namespace, labels },
    spec: {
      // An autoscaler owns the number of its pods: sending one would set it back at each apply.
      ...(!autoscaling && { replicas: pods }),
      selector: { matchLabels: selector },
      ...(props.strategy && { strategy: props.strategy }),
      template: {
        metadata: {
          labels: props.podLabels ?? labels,
          ...(props.podAnnotations && { annotations: props.podAnnotations }),
        },
        spec: {
          ...props.pod,
          ...(context.images.pullSecret !== undefined && { imagePullSecrets: [{ name: context.images.pullSecret }] }),
          ...(options.nodeSelector && { nodeSelector: options.nodeSelector }),
          ...(options.tolerations && { tolerations: [...options.tolerations] }),
          ...(options.affinity && { affinity: options.affinity }),
          ...(options.priorityClassName !== undefined && { priorityClassName: options.priorityClassName }),
          ...(production && pods > 1 && { topologySpreadConstraints: [spread(selector)] }),
          containers: [
            { ...props.container, ...(resources && { resources: plainResources(resources) }) },
            ...(props.sidecars ?? []),
          ],
        },
      },
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
  if (production && pods > 1) {
    emit(scope, {
      apiVersion: "policy/v1",
      kind: "PodDisruptionBudget",
      metadata: { name, namespace, labels },
      spec: { maxUnavailable: 1, selector: { matchLabels: selector } },
    } satisfies PodDisruptionBudget);
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
