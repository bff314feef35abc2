import type { Suite } from "../suite";
import { clusterWithRegistry } from "./cluster";
import { fakeNodeChecks } from "./fake-node-checks";
import { kubeletChecks } from "./kubelet-checks";
import { nodeChecks } from "./node-checks";
import { podChecks } from "./pod-checks";
import { traceSuite } from "./trace-checks";

/** What level `cluster` checks beside level `api`: that there is a node on which pods run as on any other. */
export function suites(): Suite[] {
  return [
    {
      title: "a cluster with a node",
      start: clusterWithRegistry,
      needsOwnCluster: true,
      checks: [...nodeChecks(), ...podChecks(), ...kubeletChecks(), ...fakeNodeChecks()],
    },
    traceSuite(),
  ];
}
