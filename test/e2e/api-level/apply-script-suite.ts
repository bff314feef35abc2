import { join } from "node:path";
import type { Cluster } from "../cluster/cluster";
import { controlPlane } from "../cluster/control-plane";
import type { Check, Suite } from "../suite";
import { ApplyScript } from "./apply-script";
import * as before from "./apply-script-before-pods";
import * as removal from "./apply-script-removal";
import * as gates from "./apply-script-gates";
import { replacedControllers, StandIns } from "./stand-ins";
import { callsWebhooksThroughSocket } from "./webhook-responder";

/** `apply.sh` from end to end on one control plane: first where no pod runs, then with stand-ins for pods. */
export function applyScriptSuite(): Suite {
  let script: ApplyScript | undefined;
  let standIns: StandIns | undefined;
  const check = (title: string, run: (script: ApplyScript, cluster: Cluster) => Promise<string>): Check => ({
    title,
    run: (cluster) => {
      if (!script) throw new Error("the cluster was not started");
      return run(script, cluster);
    },
  });
  return {
    title: "apply.sh",
    needsOwnCluster: true,
    start: async () => {
      const cluster = await controlPlane({ without: replacedControllers, apiServerFlags: callsWebhooksThroughSocket });
      script = new ApplyScript(join(cluster.own?.directory ?? "", "dist"), cluster);
      return {
        ...cluster,
        stop: async () => {
          await standIns?.stop().catch(() => undefined);
          await cluster.stop();
        },
      };
    },
    checks: [
      check("apply.sh says so when the cluster does not answer", before.namesDeadCluster),
      check(
        "it stops at a file of which the cluster refuses an object, and applies nothing after it",
        before.stopsAtRefusal,
      ),
      check(
        "it waits at the first gate that needs pods, says in words for what, and applies nothing after it",
        before.stopsAtGate,
      ),
      check("it leaves what another manager owns, and says how to take it over", before.respectsOthers),
      check("Ctrl-C ends it at once, and it says how to go on", before.endsOnInterrupt),
      check(
        "with stand-ins for pods it passes every gate, and takes over what it was told to",
        async (script, cluster) => {
          standIns = await StandIns.start(cluster, script.plan);
          return gates.passesEveryGate(script, cluster);
        },
      ),
      check("a second run changes nothing and says so", gates.changesNothing),
      check(
        "--delete deletes nothing while the cluster has an InferenceService of somebody else",
        removal.refusesForeignModel,
      ),
      check(
        "--delete --crds deletes nothing while the cluster has another object of these kinds",
        removal.refusesForeignObject,
      ),
      check(
        "--delete stops at a model that does not go, names what holds it, and touches no finalizer",
        removal.waitsForModel,
      ),
      check(
        "--delete --all-models removes all but the CRDs in reverse, also what is half gone",
        removal.removesAllButDefinitions,
      ),
      check(
        "--delete --crds removes the rest, and either may be run again when all is gone",
        async (script, cluster) => {
          const seen = await removal.removesDefinitions(script, cluster);
          await standIns?.stop();
          return seen;
        },
      ),
    ],
  };
}
