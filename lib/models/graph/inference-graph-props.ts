import type { Duration } from "cdk8s";
import type { IServiceAccount } from "cdk8s-plus-27";
import type { Affinity, Toleration } from "kubernetes-types/core/v1";
import type { ContainerResources } from "../../internal/pod-spec-types";
import type { AutoscalerClass } from "../auto-scaling";
import type { ObjectMetadata } from "../place";
import type { InferenceGraphNode } from "./inference-graph-node";

/** Time limits of a graph's router; a number is one of seconds. */
export interface InferenceGraphRouterTimeouts {
  /** For a request to be read. @default - 60 s */
  readonly serverRead?: Duration | number;
  /** For an answer to be written. @default - 60 s */
  readonly serverWrite?: Duration | number;
  /** For the next request of a connection. @default - 180 s */
  readonly serverIdle?: Duration | number;
  /** For the answer of a step. @default - none */
  readonly serviceClient?: Duration | number;
}

/** Settings of an InferenceGraph: `spec` in KServe's own names. */
export interface InferenceGraphProps extends ObjectMetadata {
  /** @default - the construct id */
  readonly name?: string;
  /** @default - the namespace of the platform's chart */
  readonly namespace?: string;
  /** Nodes by name; requests enter at `root`. */
  readonly nodes: Readonly<Record<string, InferenceGraphNode>>;
  /** How its router runs, where it is not as the platform's models do. @default - the platform's mode */
  readonly mode?: "Knative" | "Standard";
  /** What scales the router in Standard mode. @default - KServe's own, "hpa" */
  readonly autoscalerClass?: AutoscalerClass;
  /** Requests and limits of the router. @default - those of KServe's configuration */
  readonly resources?: ContainerResources;
  /** Lower bound of the router's pods. @default 1 */
  readonly minReplicas?: number;
  /** @default - unlimited in Knative mode, minReplicas in Standard mode */
  readonly maxReplicas?: number;
  /** Load of one pod that the autoscaler aims at, in units of `scaleMetric`. */
  readonly scaleTarget?: number;
  /** "concurrency" and "rps" in Knative mode, "cpu" and "memory" in Standard mode. @default - "concurrency", or "cpu" */
  readonly scaleMetric?: "concurrency" | "rps" | "cpu" | "memory";
  /** Time limit of a request, as a number in seconds. Knative mode. @default - 300 s */
  readonly timeout?: Duration | number;
  readonly routerTimeouts?: InferenceGraphRouterTimeouts;
  /** @default - any node */
  readonly affinity?: Affinity;
  /** @default - none */
  readonly tolerations?: readonly Toleration[];
  /** @default - any node */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /** The one node that the router's pods go to. Standard mode. @default - any node */
  readonly nodeName?: string;
  /** @default - that of the namespace */
  readonly serviceAccountName?: string | IServiceAccount;
}
