import { Duration } from "cdk8s";
import { Construct } from "constructs";
import type { Toleration } from "kubernetes-types/core/v1";
import { emit } from "../internal/emit";
import { goDuration } from "../internal/go-duration";
import { invalid } from "../internal/invalid";
import { amountOf, quantity, type Quantity } from "../internal/quantity";
import { GPU_TOLERATION, poolScope, type GpuPool } from "./pool";

/** How AWS sells an instance. */
export type KarpenterCapacity = "on-demand" | "spot" | "reserved";

/** What all nodes of a pool together may hold. */
export interface KarpenterPoolLimits {
  /** @default - no bound */
  readonly gpus?: number;
  /** @default - no bound */
  readonly cpu?: Quantity;
  /** @default - no bound */
  readonly memory?: Quantity;
}

/** Settings of {@link KarpenterAwsPool}. */
export interface KarpenterAwsPoolProps {
  /** @default - the construct id */
  readonly name?: string;
  /** Families of EC2 instances with NVIDIA GPUs, e.g. `["g6"]`. */
  readonly instanceFamilies: readonly string[];
  /** Name of the EC2NodeClass that says how nodes are made. */
  readonly nodeClass: string;
  /** One kind of capacity, or several, of which Karpenter takes the cheapest that there is. @default "on-demand" */
  readonly capacity?: KarpenterCapacity | readonly KarpenterCapacity[];
  /** Upper bound of the pool. @default - none */
  readonly limits?: KarpenterPoolLimits;
  /** How long an empty or underused node stays, in whole seconds. @default 5 min */
  readonly consolidateAfter?: Duration;
}

const RESOURCE = "nvidia.com/gpu";
const CAPACITIES: readonly string[] = ["on-demand", "spot", "reserved"];
const NAME = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/**
 * A Karpenter NodePool on AWS that makes GPU nodes when a model asks for them.
 *
 * @see https://karpenter.sh/docs/concepts/nodepools/
 */
export class KarpenterAwsPool extends Construct implements GpuPool {
  public readonly name: string;
  public readonly nodeSelector: Readonly<Record<string, string>>;
  public readonly tolerations: readonly Toleration[] = [GPU_TOLERATION];
  public readonly resourceName = RESOURCE;
  public readonly limits: Readonly<Record<string, string>> | undefined;

  constructor(scope: Construct, id: string, props: KarpenterAwsPoolProps) {
    super(poolScope(scope), id);
    const { instanceFamilies, nodeClass, capacity = "on-demand", consolidateAfter = Duration.minutes(5) } = props;
    this.name = props.name ?? id;
    this.nodeSelector = { "karpenter.sh/nodepool": this.name };
    this.limits = this.#limits(props.limits);
    const capacities = typeof capacity === "string" ? [capacity] : [...capacity];
    this.#refuse(
      !NAME.test(this.name),
      "name",
      "lower-case letters, digits and dashes, which label its nodes",
      this.name,
      '"l4"',
    );
    this.#refuse(instanceFamilies.length === 0, "instanceFamilies", "at least one family", [], '["g6"]');
    this.#refuse(nodeClass === "", "nodeClass", "the name of an EC2NodeClass", nodeClass, '"default"');
    this.#refuse(
      capacities.length === 0 || capacities.some((each) => !CAPACITIES.includes(each)),
      "capacity",
      `one or more of ${CAPACITIES.join(", ")}`,
      capacity,
      '["spot", "on-demand"]',
    );
    const delay = goDuration(consolidateAfter);
    this.#refuse(
      !/^\d+s$/.test(delay),
      "consolidateAfter",
      "a Duration of whole seconds",
      delay,
      "Duration.minutes(5)",
    );
    const requirement = (key: string, values: readonly string[]): object => ({ key, operator: "In", values });
    emit(this, {
      apiVersion: "karpenter.sh/v1",
      kind: "NodePool",
      metadata: { name: this.name },
      spec: {
        template: {
          spec: {
            nodeClassRef: { group: "karpenter.k8s.aws", kind: "EC2NodeClass", name: nodeClass },
            requirements: [
              requirement("karpenter.k8s.aws/instance-family", instanceFamilies),
              requirement("karpenter.sh/capacity-type", capacities),
              requirement("kubernetes.io/arch", ["amd64"]),
              requirement("kubernetes.io/os", ["linux"]),
            ],
            taints: [{ key: RESOURCE, value: "present", effect: "NoSchedule" }],
          },
        },
        disruption: { consolidationPolicy: "WhenEmptyOrUnderutilized", consolidateAfter: delay },
        ...(this.limits && { limits: this.limits }),
      },
    });
  }

  #limits(given?: KarpenterPoolLimits): Readonly<Record<string, string>> | undefined {
    const { gpus, cpu, memory } = given ?? {};
    this.#refuse(
      gpus !== undefined && !(Number.isInteger(gpus) && gpus >= 1),
      "limits.gpus",
      "a whole number of at least 1",
      gpus,
      "gpus: 8",
    );
    const bounds: Record<string, string> = gpus === undefined ? {} : { [RESOURCE]: String(gpus) };
    for (const [name, bound] of [
      ["cpu", cpu],
      ["memory", memory],
    ] as const) {
      if (bound === undefined) continue;
      const plain = quantity(bound);
      const isAmount = (amountOf(plain) ?? 0) > 0;
      this.#refuse(!isAmount, `limits.${name}`, "a Kubernetes quantity above 0", bound, `${name}: "100"`);
      bounds[name] = plain;
    }
    return Object.keys(bounds).length > 0 ? bounds : undefined;
  }

  #refuse(isWrong: boolean, prop: string, expected: string, got: unknown, fix: string): void {
    if (isWrong) throw invalid(this, prop, { expected, got, fix });
  }
}
