import type { Construct } from "constructs";
import type { Toleration } from "kubernetes-types/core/v1";
import { plainAmounts, type Quantity } from "../internal/quantity";
import { settled } from "../internal/settled";

/** Nodes with GPUs that a model can be put on. */
export interface GpuPool {
  readonly name: string;
  /** Labels of its nodes. */
  readonly nodeSelector: Readonly<Record<string, string>>;
  /** Taints of its nodes that a model has to tolerate. */
  readonly tolerations: readonly Toleration[];
  /** Extended resource that counts its GPUs. */
  readonly resourceName: string;
  /** What all its nodes together may hold, by resource name; no model may ask for more. @default - no bound */
  readonly limits?: Readonly<Record<string, string>>;
}

/** Taint that keeps pods without GPUs off GPU nodes; NVIDIA's device plugin tolerates it. */
export const GPU_TOLERATION: Toleration = { key: "nvidia.com/gpu", operator: "Exists", effect: "NoSchedule" };

/** Settings of {@link existingPool}. */
export interface ExistingPoolOptions {
  readonly name: string;
  /** Labels that only its nodes have. */
  readonly nodeSelector: Readonly<Record<string, string>>;
  /** @default - the taint `nvidia.com/gpu` */
  readonly tolerations?: readonly Toleration[];
  /** @default "nvidia.com/gpu" */
  readonly resourceName?: string;
  /** What all its nodes together hold, by resource name, e.g. `{ "nvidia.com/gpu": 8 }`. @default - not known */
  readonly limits?: Readonly<Record<string, Quantity>>;
}

/** A pool of nodes that the cluster already has: nothing is emitted for it. */
export function existingPool({ limits, ...options }: ExistingPoolOptions): GpuPool {
  return {
    ...settled({ tolerations: [GPU_TOLERATION], resourceName: "nvidia.com/gpu" }, options),
    ...(limits && { limits: plainAmounts(limits) }),
  };
}

/** A construct that has a place of its own for GPU pools, as a platform has. */
export interface GpuPoolHost {
  readonly gpuPools: Construct;
}

/** Where the objects of a pool go: the place for them, where the scope has one. */
export function poolScope(scope: Construct): Construct {
  return "gpuPools" in scope ? (scope as Construct & GpuPoolHost).gpuPools : scope;
}
