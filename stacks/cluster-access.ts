import type * as pulumi from "@pulumi/pulumi";

/** How a cluster is reached: as Pulumi's Kubernetes provider is told. */
export interface ClusterAccess {
  /** A kubeconfig, or the path of one. @default - `$KUBECONFIG`, `~/.kube/config`, or the account of the pod it runs in */
  readonly kubeconfig?: pulumi.Input<string | undefined>;
  /** Context of the kubeconfig. @default - its current one */
  readonly context?: pulumi.Input<string | undefined>;
}
