import type { Suite } from "../suite";
import { deployChecks } from "./deploy-checks";
import { driftChecks } from "./drift-checks";
import { suite as ofExamples } from "./examples/suite";
import { removalChecks } from "./removal-checks";
import { suites as ofServing } from "./serving/suites";
import { Stage } from "./stage";
import { waitingChecks } from "./waiting-checks";

/** What level `api` checks of Pulumi: the engine with the stand-in for its Kubernetes provider, then `pulumi up`. */
export function suites(): Suite[] {
  const stage = new Stage("small.ts");
  return [
    {
      title: "pulumi, engine and stand-in provider",
      start: stage.start,
      needsOwnCluster: true,
      checks: [...deployChecks(stage), ...driftChecks(stage), ...waitingChecks(stage), ...removalChecks(stage)],
    },
    ...ofServing(),
    ofExamples(),
  ];
}
