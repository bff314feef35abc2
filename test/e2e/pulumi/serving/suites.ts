import type { Suite } from "../../suite";
import { adoptionChecks } from "./adoption-checks";
import { changeChecks, deployChecks } from "./deploy-checks";
import { driftChecks } from "./drift-checks";
import { modelChecks } from "./model-checks";
import { definitionChecks, ownershipChecks } from "./ownership-checks";
import { settingsChecks } from "./settings-checks";
import { interruptionChecks } from "./interruption-checks";
import { destroyChecks, removalChecks } from "./removal-checks";
import { Stage } from "./stage";

/** What level `api` checks of `pulumi up`: the whole platform, with stand-ins for its pods and for the provider. */
export function suites(): Suite[] {
  const stage = new Stage();
  const owned = new Stage();
  const broken = new Stage();
  const old = new Stage({ languageHost: "old" });
  return [
    {
      title: "pulumi up, the platform on a control plane with stand-ins for pods and provider",
      start: stage.start,
      needsOwnCluster: true,
      checks: [
        ...deployChecks(stage),
        ...changeChecks(stage),
        ...settingsChecks(stage),
        ...driftChecks(stage),
        ...removalChecks(stage),
      ],
    },
    {
      title: "pulumi up, its models and what is not its own, with stand-ins for pods and provider",
      start: owned.start,
      needsOwnCluster: true,
      checks: [...definitionChecks(owned), ...modelChecks(owned), ...ownershipChecks(owned)],
    },
    {
      title: "pulumi up, killed and run again, and of what apply.sh made, with stand-ins for pods and provider",
      start: broken.start,
      needsOwnCluster: true,
      checks: [...interruptionChecks(broken), ...adoptionChecks(broken)],
    },
    {
      title: "pulumi up where the language host knows no hooks: the program itself passes the gates",
      start: old.start,
      needsOwnCluster: true,
      checks: [...deployChecks(old), ...destroyChecks(old)],
    },
  ];
}
