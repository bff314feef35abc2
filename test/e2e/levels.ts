import { suites as ofApi } from "./api-level/suites";
import { controlPlane } from "./cluster/control-plane";
import type { Cluster } from "./cluster/cluster";
import { clusterWithRegistry } from "./cluster-level/cluster";
import { suites as ofCluster } from "./cluster-level/suites";
import { suites as ofPulumi } from "./pulumi/suites";
import { stackCluster } from "./stack-level/stack";
import { suites as ofStack } from "./stack-level/suites";
import type { Suite } from "./suite";

/** How much of a cluster runs. */
export type Level = "api" | "cluster" | "stack";

interface LevelParts {
  /** Starts the cluster that its checks run on, for use by hand. */
  readonly start: () => Promise<Cluster>;
  /** Its checks, after those of the levels below it. */
  readonly suites: () => Suite[];
}

const atApi = (): Suite[] => [...ofApi(), ...ofPulumi()];

/** From the least to the most; each includes the one before. */
export const levels: Readonly<Record<Level, LevelParts>> = {
  api: { start: () => controlPlane(), suites: atApi },
  cluster: { start: clusterWithRegistry, suites: () => [...atApi(), ...ofCluster()] },
  stack: { start: stackCluster, suites: () => [...atApi(), ...ofCluster(), ...ofStack()] },
};
