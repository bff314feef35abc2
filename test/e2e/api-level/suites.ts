import { applyScriptSuite } from "./apply-script-suite";
import { badFieldChecks } from "./bad-field-checks";
import type { Cluster } from "../cluster/cluster";
import { controlPlane } from "../cluster/control-plane";
import { definitionsChecks } from "./definitions-checks";
import { explainedWarnings } from "./explained-warnings";
import { givenCluster } from "../cluster/given-cluster";
import { importedObjectsSuite } from "./imported-objects";
import { isDefinition, titleOf } from "../objects";
import { platformChecks } from "./platform-checks";
import { platformGroups } from "./platforms";
import type { Suite } from "../suite";

/** What level `api` checks: everything that an API server can tell without running a pod. */
export function suites(): Suite[] {
  const groups = platformGroups();
  const manifests = groups.flatMap(({ platforms }) => platforms.flatMap(({ manifests }) => manifests));
  const ofKServe = manifests
    .filter((manifest) => isDefinition(manifest) && manifest.metadata.name.endsWith(".serving.kserve.io"))
    .map(({ metadata }) => metadata.name);
  const start = (): Promise<Cluster> => {
    const given = givenKubeconfig();
    if (given === undefined) return controlPlane();
    // Every platform's, since each suite has to have the cluster for itself.
    const objects = new Map(manifests.map((manifest) => [titleOf(manifest), manifest]));
    return givenCluster(given, [...objects.values()]);
  };
  return [
    ...groups.map(({ name, platforms }) => ({
      title: name,
      start,
      checks: platforms.flatMap((platform) => platformChecks(platform, explainedWarnings)),
    })),
    applyScriptSuite(),
    importedObjectsSuite(start),
    { title: "bad custom resources", start, checks: badFieldChecks([...new Set(ofKServe)]) },
    {
      title: "KServe's CRDs, folded against upstream's",
      start: () => controlPlane(),
      needsOwnCluster: true,
      checks: definitionsChecks(),
    },
  ];
}

/** The caller's cluster, where there is one. */
export function givenKubeconfig(): string | undefined {
  const given = process.env["KSERVE_STACK_E2E_KUBECONFIG"] ?? process.env["KUBECONFIG"];
  return given === "" ? undefined : given;
}
