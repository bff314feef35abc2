import type * as pulumi from "@pulumi/pulumi";

/** How a cluster is reached: as Pulumi's Kubernetes provider is told. */
export interface ClusterAccess {
  /** A kubeconfig, as text or as the object it is, or the path of one. @default - `$KUBECONFIG`, `~/.kube/config`, or the account of the pod it runs in */
  readonly kubeconfig?: pulumi.Input<string | object | undefined>;
  /** Context of the kubeconfig. @default - its current one */
  readonly context?: pulumi.Input<string | undefined>;
  /** Cluster of the kubeconfig. @default - that of the context */
  readonly cluster?: pulumi.Input<string | undefined>;
}

/** The same, with the kubeconfig as text or as a path. */
export interface TextAccess extends ClusterAccess {
  readonly kubeconfig?: pulumi.Input<string | undefined>;
}
