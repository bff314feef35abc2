import type { Api } from "./api";
import type { Kubectl } from "./kubectl";

/** A cluster to check things on: one that was built for it, or the caller's. */
export interface Cluster {
  readonly kubectl: Kubectl;
  readonly api: Api;
  /** Absent where the cluster is the caller's. */
  readonly own?: OwnCluster;
  /** Ends everything that was started; the caller's cluster itself stays. */
  stop(): Promise<void>;
}

/** What only a control plane of our own allows. */
export interface OwnCluster {
  /** Scratch directory of this cluster. */
  readonly directory: string;
  /** Memory of the API server. */
  apiServerBytes(): number;
  /** Lets it outlive this process; `npm run e2e -- --down` ends it. */
  keep(): void;
  /** Copies the logs to a place that stays, and says where. */
  saveLogs(): string;
}
