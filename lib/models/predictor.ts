import type { GpuPool } from "../gpu/pool";
import type { Component } from "./component";
import type { Frameworks, Model } from "./model-server";
import type { WorkerSpec } from "./worker-spec";

/**
 * What answers predictions: a `model` that a runtime serves, a server of one's own in `containers`, or one of the fields
 * that are named for frameworks.
 */
export interface Predictor extends Component, Frameworks {
  /** A model that a runtime serves. */
  readonly model?: Model;
  /** Part of the names of its Deployment and Service, `<model>-<name>-predictor`; a canary needs one. @default - none */
  readonly name?: string;
  /** ClusterStorageContainer that fetches the files. @default - the one that knows the scheme of the URI */
  readonly storageContainerName?: string;
  /** Further nodes. @default - one node */
  readonly workerSpec?: WorkerSpec;
  /** GPUs of each pod. @default 0 */
  readonly gpus?: number;
  /** Nodes that the pods go to; node selector and tolerations follow from it. @default - any node */
  readonly pool?: GpuPool;
}
