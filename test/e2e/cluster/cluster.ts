import type { Api } from "./api";
import type { Answer, Kubectl } from "./kubectl";

/** A cluster to check things on: one that was built for it, or the caller's. */
export interface Cluster {
  readonly kubectl: Kubectl;
  readonly api: Api;
  /** Absent where the cluster is the caller's. */
  readonly own?: OwnCluster;
  /** Present where the cluster has a node of our own, which runs pods. */
  readonly node?: OwnNode;
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

/** What a node of our own allows. */
export interface OwnNode {
  readonly name: string;
  /** Its address, where it answers as kubelet, API server and DNS; this machine reaches it, and every Service and pod. */
  readonly address: string;
  /** This machine's address as the node and its pods see it: what listens here is reached from there. */
  readonly machine: string;
  /** Range of the addresses of Services. */
  readonly services: string;
  /** Range of the addresses of fake nodes' pods, where nothing answers. */
  readonly fakePods: string;
  /** containerd's socket. */
  readonly containerd: string;
  /** Runs a program to its end in the node's namespaces: its network, its mounts, its processes. */
  call(program: string, args: readonly string[], input?: string): Promise<Answer>;
  /** Starts a program in the node's namespaces; it ends with the cluster. */
  start(name: string, program: string, args: readonly string[]): void;
  /** Resident bytes of each program of the node and the control plane, by the name it was started under. */
  programBytes(): Readonly<Record<string, number>>;
  /** Working set of each pod as the kubelet reports it, by `namespace/name`. */
  podBytes(): Promise<Readonly<Record<string, number>>>;
}
