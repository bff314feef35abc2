import type { Manifest } from "../../../lib/internal/emit";
import type { Cluster } from "../cluster/cluster";
import { titleOf } from "../objects";
import { refuseProblems } from "../problems";
import { since, until } from "../progress";
import type { Check } from "../suite";
import type { Installation } from "./installation";
import type { Stage } from "./stage";

/** Taking down: refused while others' models are there, then complete. */
export function removalChecks(stage: Stage, { withForeign = true, again = true } = {}): Check[] {
  const foreign: Check = {
    title: "apply.sh --delete refuses with a list while an InferenceService is there that the folder does not hold",
    run: async (cluster) => {
      const name = "somebody-elses";
      const reply = await cluster.api.apply(foreignModel(name), { manager: "somebody" });
      if (reply.code > 201) throw new Error(JSON.stringify(reply.body));
      const { code, stdout, stderr } = await stage.installation.run("--delete");
      if (code === 0 || !stderr.includes(`default/${name}`)) throw new Error(`exit ${code}: ${stdout}${stderr}`);
      await refuseMissing(cluster, stage.installation);
      const path = await cluster.api.path(foreignModel(name));
      await cluster.api.call("DELETE", path);
      await until("the other model is gone", 120, async () => (await cluster.api.call("GET", path)).code === 404);
      return stderr.trim().split("\n").slice(-3).join("\n");
    },
  };
  const gone: Check = {
    title: "apply.sh --delete ends with no object of the folder but its CRDs, and no finalizer stuck",
    run: async (cluster) => {
      const start = Date.now();
      await stage.installation.succeed("--delete");
      const seconds = since(start);
      const left: string[] = [];
      // Definitions stay, and the policy that guards them with them.
      const charts = stage.installation.plan.charts.filter(({ layer }) => layer !== "crds");
      for (const { manifest } of charts.flatMap(({ objects }) => objects)) {
        if ((await cluster.api.read(manifest)) !== undefined) left.push(`${titleOf(manifest)} is still there`);
      }
      refuseProblems(left);
      return seconds;
    },
  };
  const reinstall: Check = {
    title: "installing again on what is left passes every gate",
    run: async () => {
      const start = Date.now();
      await stage.installation.succeed();
      return since(start);
    },
  };
  return [...(withForeign ? [foreign] : []), gone, ...(again ? [reinstall] : [])];
}

function foreignModel(name: string): Manifest {
  const container = { name: "kserve-container", image: "mirror.test/pause:e2e" };
  return {
    apiVersion: "serving.kserve.io/v1beta1",
    kind: "InferenceService",
    metadata: { name, namespace: "default" },
    spec: { predictor: { minReplicas: 0, containers: [container] } },
  } as Manifest;
}

async function refuseMissing({ api }: Cluster, { manifests }: Installation): Promise<void> {
  const missing: string[] = [];
  for (const manifest of manifests) if (!(await api.read(manifest))) missing.push(`${titleOf(manifest)} is gone`);
  refuseProblems(missing);
}
