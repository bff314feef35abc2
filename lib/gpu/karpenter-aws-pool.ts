import { Duration } from "cdk8s";
import { Construct } from "constructs";
import type { Toleration } from "kubernetes-types/core/v1";
import { checkAtSynth } from "../definitions/check-at-synth";
import { emit } from "../internal/emit";
import { invalid } from "../internal/invalid";
import { GPU_TOLERATION, poolScope, type GpuPool } from "./pool";

/** Settings of {@link KarpenterAwsPool}. */
export interface KarpenterAwsPoolProps {
  /** Families of EC2 instances with NVIDIA GPUs, e.g. `["g6"]`. */
  readonly instanceFamilies: readonly string[];
  /** Name of the EC2NodeClass that says how nodes are made. */
  readonly nodeClass: string;
  /** @default "on-demand" */
  readonly capacity?: "on-demand" | "spot";
  /** Upper bound of the pool. @default - none */
  readonly limits?: { readonly gpus: number };
  /** How long an empty or underused node stays. @default 5 min */
  readonly consolidateAfter?: Duration;
}

/**
 * A Karpenter NodePool on AWS that makes GPU nodes when a model asks for them.
 *
 * @see https://karpenter.sh/docs/concepts/nodepools/
 */
export class KarpenterAwsPool extends Construct implements GpuPool {
  public readonly name: string;
  public readonly nodeSelector: Readonly<Record<string, string>>;
  public readonly tolerations: readonly Toleration[] = [GPU_TOLERATION];
  public readonly resourceName = "nvidia.com/gpu";

  constructor(scope: Construct, id: string, props: KarpenterAwsPoolProps) {
    super(poolScope(scope), id);
    const { instanceFamilies, limits } = props;
    this.name = id;
    this.nodeSelector = { "karpenter.sh/nodepool": id };
    if (instanceFamilies.length === 0) {
      throw invalid(this, "instanceFamilies", { expected: "at least one family", got: [], fix: '["g6"]' });
    }
    if (limits && !(Number.isInteger(limits.gpus) && limits.gpus >= 1)) {
      throw invalid(this, "limits.gpus", {
        expected: "a whole number of at least 1",
        got: limits.gpus,
        fix: "gpus: 8",
      });
    }
    const requirement = (key: string, ...values: string[]): object => ({ key, operator: "In", values });
    const object = emit(this, {
      apiVersion: "karpenter.sh/v1",
      kind: "NodePool",
      metadata: { name: id },
      spec: {
        template: {
          spec: {
            nodeClassRef: { group: "karpenter.k8s.aws", kind: "EC2NodeClass", name: props.nodeClass },
            requirements: [
              requirement("karpenter.k8s.aws/instance-family", ...instanceFamilies),
              requirement("karpenter.sh/capacity-type", props.capacity ?? "on-demand"),
              requirement("kubernetes.io/arch", "amd64"),
              requirement("kubernetes.io/os", "linux"),
            ],
            taints: [{ key: "nvidia.com/gpu", value: "present", effect: "NoSchedule" }],
          },
        },
        disruption: {
          consolidationPolicy: "WhenEmptyOrUnderutilized",
          consolidateAfter: `${String((props.consolidateAfter ?? Duration.minutes(5)).toSeconds())}s`,
        },
        ...(limits && { limits: { "nvidia.com/gpu": String(limits.gpus) } }),
      },
    });
    checkAtSynth(this, object);
  }
}
