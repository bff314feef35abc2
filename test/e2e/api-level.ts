import { controlPlane } from "./control-plane";
import type { Cluster } from "./cluster";
import { explainedWarnings } from "./explained-warnings";
import { givenCluster } from "./given-cluster";
import { platformChecks } from "./platform-checks";
import { platforms } from "./platforms";
import type { Suite } from "./suite";

/** What level `api` checks: everything that an API server can tell without running a pod. */
export function suites(): Suite[] {
  return platforms().map((platform) => ({
    title: platform.name,
    start: cluster,
    checks: platformChecks(platform, explainedWarnings),
  }));
}

/** The caller's cluster where there is one, else one of our own. */
function cluster(): Promise<Cluster> {
  const given = process.env["KSERVE_STACK_E2E_KUBECONFIG"] ?? process.env["KUBECONFIG"];
  return given === undefined || given === "" ? controlPlane() : givenCluster(given);
}
