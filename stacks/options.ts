import type * as pulumi from "@pulumi/pulumi";
import type { Duration } from "cdk8s";
import type { ClusterAccess } from "./cluster-access";

/** How a {@link ServingStack} is deployed; beside Pulumi's own options of a component. */
export interface ServingStackOptions extends Omit<pulumi.ComponentResourceOptions, "hooks">, ClusterAccess {
  /**
   * Whether objects that the cluster has already become this program's: a platform that `apply.sh` made, or one of an
   * earlier program. A field that someone else set to another value gets the program's; `kubectl diff -f dist/`
   * shows before what differs.
   *
   * @default false: the first `up` stops with a list of what is there
   */
  readonly adopt?: boolean;
  /**
   * Whether a model counts as deployed only once KServe says that it is Ready, so that its URL is known.
   *
   * All models of a chart are waited for together; where one of them does not become Ready within the chart's time limit,
   * the `up` fails with KServe's reason, and the next one waits on.
   *
   * @default true
   */
  readonly waitForModels?: boolean;
  /**
   * How long a chart may take, by its name (`"kserve"`): each of its objects, its gate, and its models together. `default` is for all others.
   *
   * @default 10 minutes, the Kubernetes provider's own
   */
  readonly timeLimits?: Readonly<Record<string, Duration>>;
  /**
   * What tells Pulumi that two kubeconfigs mean one cluster; without it a new certificate in the kubeconfig may look
   * like a new cluster, whose objects all have to be made again.
   *
   * @default - Pulumi compares the kubeconfigs
   */
  readonly clusterIdentifier?: pulumi.Input<string>;
  /**
   * What the names of all resources begin with: one for each `ServingStack` of a program that deploys to several
   * clusters. To Pulumi, other names are other objects: a change makes and deletes everything.
   *
   * @default - none
   */
  readonly prefix?: string;
  /**
   * Whether it is refused to take away what models go on with: the platform while the cluster has InferenceServices that
   * this program does not have, a part of it while some need that, a namespace while some are in it. `pulumi destroy`
   * then needs `--run-program`, and says so.
   *
   * @default true
   */
  readonly refuseForeignModels?: boolean;
}
