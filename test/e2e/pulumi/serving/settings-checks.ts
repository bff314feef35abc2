import assert from "node:assert/strict";
import type { Manifest } from "../../../../lib/internal/emit";
import type { Plan } from "../../../../lib/plan";
import { existing } from "../../../../lib/releases/existing";
import type { Api } from "../../cluster/api";
import { inParallel } from "../../in-parallel";
import { isDefinition } from "../../objects";
import { refuseProblems } from "../../problems";
import type { Check } from "../../suite";
import type { Step } from "../events";
import { FAST } from "../workspace";
import type { PlatformSettings } from "./definition";
import { byKey, keyOf, outOfOrder } from "./order";
import { says } from "./said-models";
import { planOf, type Stage } from "./stage";

const PRODUCTION: PlatformSettings = {
  profile: "production",
  registry: { mirror: "registry.acme.test", pullSecret: "acme-registry" },
};
const STANDARD: PlatformSettings = { mode: "Standard" };
const THEIR_KNATIVE: PlatformSettings = { knativeServing: existing({ version: "1.21.1" }) };

/** Settings that change most objects of a platform whose models go on. */
export function settingsChecks(stage: Stage): Check[] {
  return [
    {
      title: "another profile and registry update what has to change in place, and replace nothing",
      run: async ({ api }) => becomes(stage, api, {}, PRODUCTION),
    },
    {
      title: "and back, which removes just what the other profile had more",
      run: async ({ api }) => becomes(stage, api, PRODUCTION, {}),
    },
    {
      title:
        "another mode, or existing in the place of a part, is refused while a model runs on it, and nothing is changed",
      run: async ({ api }) => {
        await says(api, "model-0", { deploymentMode: "Knative" });
        const told = [
          await refused(stage, STANDARD, "knative-serving, net-istio"),
          await refused(stage, THEIR_KNATIVE, "knative-serving"),
        ];
        await says(api, "model-0", { deploymentMode: null });
        return told.join(" / ");
      },
    },
    {
      title: "where none does, another mode brings its own objects, removes the others, and replaces nothing",
      run: async ({ api }) => becomes(stage, api, {}, STANDARD),
    },
    { title: "and back", run: async ({ api }) => becomes(stage, api, STANDARD, {}) },
  ];
}

/** Settings that would leave a model behind; throws where they do not fail, or something is changed. */
async function refused({ workspace }: Stage, settings: PlatformSettings, lost: string): Promise<string> {
  await workspace.config("settings", JSON.stringify(settings));
  const { exitCode, said, steps } = await workspace.up({ ...FAST, mayFail: true });
  assert.notEqual(exitCode, 0);
  assert.match(
    said,
    new RegExp(`would lose what an InferenceService of the cluster cannot go on without \\(${lost}\\):`),
  );
  assert.match(said, /^ +team\/model-0 \(Knative, which KServe never changes\)$/m);
  assert.deepEqual(changed(steps), []);
  return said.split("\n")[0] ?? "";
}

/** Deploys the platform with other settings; throws where an object that both have is made anew, or more is removed. */
async function becomes(stage: Stage, api: Api, from: PlatformSettings, to: PlatformSettings): Promise<string> {
  const [before, after] = [objectsOf(planOf(from)), objectsOf(planOf(to))];
  const both = [...after].flatMap(([key, { manifest }]) => (before.has(key) ? [manifest] : []));
  const uids = await uidsOf(api, both);
  await stage.workspace.config("settings", JSON.stringify(to));
  const { steps, seconds } = await stage.workspace.up(FAST);
  const named = (op: string): string[] => [...byKey(steps.filter((step) => step.op === op && isObject(step))).keys()];
  const missing = (one: typeof before, other: typeof before): string[] =>
    [...one.keys()].filter((key) => !other.has(key));
  assert.deepEqual(named("create").sort(), missing(after, before).sort());
  assert.deepEqual(named("delete").sort(), missing(before, after).sort());
  const updated = named("update");
  assert.equal(changed(steps).length, named("create").length + named("delete").length + updated.length);
  refuseProblems(outOfOrder(planOf(to), steps, "up"));
  assert.deepEqual(await uidsOf(api, both), uids);
  const removed = [...before].flatMap(([key, { manifest }]) =>
    after.has(key) || isDefinition(manifest) ? [] : [manifest],
  );
  assert.deepEqual(
    (await uidsOf(api, removed)).filter((uid) => uid !== undefined),
    [],
  );
  // Pulumi deletes last: an autoscaler may have scaled its Deployment once more by then.
  const autoscaled = removed.flatMap((manifest) => scaledBy(manifest) ?? []);
  if (autoscaled.length > 0) {
    await stage.workspace.refresh(FAST);
    const { steps: next } = await stage.workspace.up(FAST);
    assert.deepEqual(
      changed(next).filter((change) => !autoscaled.some((name) => change === `update ${name}`)),
      [],
    );
  }
  await stage.workspace.preview({ expectNoChanges: true });
  return `${named("create").length} made, ${updated.length} updated, ${named("delete").length} removed, ${Math.round(seconds)} s`;
}

function objectsOf({ charts }: Plan): Map<string, Plan["charts"][number]["objects"][number]> {
  return new Map(charts.flatMap(({ objects }) => objects.map((object) => [keyOf(object), object])));
}

/** Whose number of pods an object decides; undefined where it is no autoscaler. */
function scaledBy(manifest: Manifest): string | undefined {
  if (manifest.kind !== "HorizontalPodAutoscaler") return undefined;
  const { spec } = manifest as unknown as { readonly spec: { readonly scaleTargetRef: { readonly name: string } } };
  return `${manifest.metadata.namespace ?? ""}/${spec.scaleTargetRef.name}`;
}

function isObject({ type }: Step): boolean {
  return type.startsWith("kubernetes:");
}

/** What was done to objects. */
function changed(steps: readonly Step[]): string[] {
  return steps.filter((step) => isObject(step) && step.op !== "same").map(({ op, name }) => `${op} ${name}`);
}

function uidsOf(api: Api, manifests: readonly Manifest[]): Promise<(string | undefined)[]> {
  return inParallel(manifests, async (manifest) => (await api.find(manifest))?.metadata.uid);
}
