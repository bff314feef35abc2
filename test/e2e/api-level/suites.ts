import { badFieldChecks } from "./bad-field-checks";
import type { Cluster } from "../cluster/cluster";
import { controlPlane } from "../cluster/control-plane";
import { definitionsChecks } from "./definitions-checks";
import { explainedWarnings } from "./explained-warnings";
import { givenCluster, givenKubeconfig } from "../cluster/given-cluster";
import { isDefinition } from "../objects";
import { platformChecks } from "./platform-checks";
import { platforms } from "./platforms";
import type { Suite } from "../suite";

/** What level `api` checks: everything that an API server can tell without running a pod. */
export function suites(): Suite[] {
  const all = platforms();
  const ofKServe = new Set(
    all.flatMap(({ manifests }) =>
      manifests
        .filter((manifest) => isDefinition(manifest) && manifest.metadata.name.endsWith(".serving.kserve.io"))
        .map(({ metadata }) => metadata.name),
    ),
  );
  return [
    ...all.map((platform) => ({
      title: platform.name,
      start: cluster,
      checks: platformChecks(platform, explainedWarnings),
    })),
    { title: "bad custom resources", start: cluster, checks: badFieldChecks([...ofKServe]) },
    { title: "KServe's CRDs, folded against upstream's", start: cluster, checks: definitionsChecks() },
  ];
}

/** The caller's cluster where there is one, else one of our own. */
function cluster(): Promise<Cluster> {
  const given = givenKubeconfig();
  return given === undefined ? controlPlane() : givenCluster(given);
}
