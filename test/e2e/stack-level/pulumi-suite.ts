import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Plan } from "../../../lib/plan";
import { ServingApp } from "../../../lib/output/serving-app";
import type { Cluster } from "../cluster/cluster";
import { inParallel } from "../in-parallel";
import { refuseProblems } from "../problems";
import { FAST, WITH_PROGRAM, Workspace } from "../pulumi/workspace";
import type { Suite } from "../suite";
import { Gateway, INGRESS } from "./gateway";
import { modelOf, type LiveModel } from "./live-model";
import { podsOf, restartsOf } from "./pods";
import { firstPrediction } from "./prediction-checks";
import { deployedByPulumi, MODELS } from "./programs";
import { images, stackCluster } from "./stack";

interface Shared {
  readonly workspace: Workspace;
  readonly plan: Plan;
}

/** `pulumi up` on a cluster that has nothing, until models answer; then the same once more after `destroy`. */
export function pulumiSuite(round: number, rounds: number): Suite {
  let shared: Shared | undefined;
  const use = (): Shared => {
    if (!shared) throw new Error("the suite was not started");
    return shared;
  };
  const predictions = async (cluster: Cluster): Promise<string> => {
    const { urls } = (await use().workspace.outputs()) as { readonly urls: Readonly<Record<string, string>> };
    // Its Service has another address after every installation.
    const gateway = await Gateway.open(cluster, INGRESS);
    const answers = [
      await firstPrediction(gateway, "v2", urls[`${MODELS}/iris`] ?? "", "iris"),
      await firstPrediction(gateway, "v1", urls[`${MODELS}/custom`] ?? "", "custom"),
    ];
    return answers.map(({ seen }) => seen).join("; ");
  };
  return {
    title: `pulumi up, from an empty cluster to a prediction (${round} of ${rounds})`,
    start: async () => {
      const cluster = await stackCluster();
      const stop = async (): Promise<void> => {
        await shared?.workspace.end();
        await cluster.stop();
      };
      const file = join(cluster.own?.directory ?? "", "images.json");
      writeFileSync(file, JSON.stringify(await images()));
      const workspace = await Workspace.create({
        kubeconfig: cluster.kubectl.kubeconfig,
        program: join(__dirname, "..", "pulumi", "programs", "stack.ts"),
        environment: { KSERVE_STACK_E2E_IMAGES: file },
      });
      shared = { workspace, plan: await plan() };
      return { ...cluster, stop };
    },
    needsOwnCluster: true,
    checks: [
      {
        title: "up deploys the platform and its models, waiting for both, and no pod restarts",
        run: async ({ api }) => {
          const { workspace } = use();
          const { seconds, changes } = await workspace.up(FAST);
          refuseProblems(restartsOf(await podsOf(api)));
          return `${JSON.stringify(changes)} in ${Math.round(seconds)} s, with the ${workspace.provider}`;
        },
      },
      { title: "both models answer at the URLs that the program exports", run: predictions },
      {
        title: "preview shows no change, also after refresh, though controllers wrote their fields",
        run: async () => {
          const { workspace } = use();
          const preview = await workspace.preview({ expectNoChanges: true });
          const refresh = await workspace.refresh(FAST);
          await workspace.preview({ expectNoChanges: true });
          return `preview ${Math.round(preview.seconds)} s, refresh ${Math.round(refresh.seconds)} s`;
        },
      },
      {
        title: "a changed predictor behind an unchanged transformer is waited for, no longer than it takes",
        run: async ({ api }) => {
          const { workspace } = use();
          const before = revisionsOf(await modelOf(api, MODELS, "custom"));
          await workspace.config("version", "2");
          const { seconds } = await workspace.up(FAST);
          const after = revisionsOf(await modelOf(api, MODELS, "custom"));
          assert.notEqual(after.predictor?.ready, before.predictor?.ready);
          assert.equal(after.predictor?.ready, after.predictor?.created);
          assert.deepEqual(after.transformer, before.transformer);
          await workspace.preview({ expectNoChanges: true });
          return `${after.predictor?.ready ?? ""}, ${Math.round(seconds)} s`;
        },
      },
      {
        title: "destroy removes all but the definitions",
        run: async ({ api }) => {
          const { workspace, plan: planned } = use();
          const { seconds } = await workspace.destroy({ ...FAST, ...WITH_PROGRAM });
          const objects = planned.charts.flatMap((chart) => chart.objects.map(({ manifest }) => manifest));
          const left = await inParallel(
            objects.filter(({ kind }) => kind !== "CustomResourceDefinition"),
            async (manifest) =>
              (await api.read(manifest)) ? [`${manifest.kind} ${manifest.metadata.name} is left`] : [],
          );
          refuseProblems(left.flat());
          return `${Math.round(seconds)} s`;
        },
      },
      {
        title: "up again on what destroy left, and the models answer again",
        run: async (cluster) => {
          const { seconds } = await use().workspace.up(FAST);
          return `${Math.round(seconds)} s; ${await predictions(cluster)}`;
        },
      },
    ],
  };
}

function revisionsOf({ status }: LiveModel): Readonly<Record<string, { ready?: string; created?: string }>> {
  return Object.fromEntries(
    Object.entries(status?.components ?? {}).map(([name, { latestReadyRevision, latestCreatedRevision }]) => [
      name,
      { ready: latestReadyRevision, created: latestCreatedRevision },
    ]),
  );
}

async function plan(): Promise<Plan> {
  const app = new ServingApp();
  deployedByPulumi(app, await images());
  return app.plan();
}
