import type { Resources } from "./quantity";

/**
 * How large a platform is laid out.
 *
 * - `dev`: one replica of everything and small requests, for kind, minikube or one small node.
 * - `production`: two replicas and more, disruption budgets that allow a drain, spread, resources on every container.
 * - `upstream`: the sizes that upstream's release manifests ship; what the parity check compares.
 */
export type Profile = "dev" | "production" | "upstream";

/** What a profile decides about one component. */
export interface Sizing {
  /** @default 1 */
  readonly replicas?: number;
  /** Bounds of a HorizontalPodAutoscaler; it then owns the number of replicas. @default - none */
  readonly autoscaling?: { readonly minReplicas: number; readonly maxReplicas: number };
  readonly resources?: Resources;
}

/** Sizes of one component in each profile; a component states all three, side by side. */
export type Sizes = Readonly<Record<Profile, Sizing>>;
