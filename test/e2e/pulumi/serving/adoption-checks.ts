import assert from "node:assert/strict";
import type { Manifest } from "../../../../lib/internal/emit";
import type { Api } from "../../cluster/api";
import { titleOf } from "../../objects";
import { until } from "../../progress";
import type { Check } from "../../suite";
import { inParallel } from "../../in-parallel";
import { FAST } from "../workspace";
import type { Stage } from "./stage";

/** A platform that is there already, where the stack has none. */
export function adoptionChecks(stage: Stage): Check[] {
  return [
    {
      title: "up refuses a platform that apply.sh made, names its objects, and changes none",
      run: async ({ api }) => {
        const { workspace, plan } = stage;
        for (const { objects } of plan.charts) await inParallel(objects, ({ manifest }) => applied(api, manifest));
        const { exitCode, said, steps } = await workspace.up({ ...FAST, mayFail: true });
        if (exitCode === 0 || !said.includes("Namespace cert-manager, written by kserve-stack")) throw new Error(said);
        const changed = steps.filter(({ type, op, isFailed }) => op !== "same" && !isFailed && isObject(type));
        if (changed.length > 0) throw new Error(`changed: ${changed.map(({ name }) => name).join(", ")}`);
        return said.split("\n").slice(0, 2).join(" / ");
      },
    },
    {
      title: "with adopt and a provider that takes over nothing it names the setting",
      run: async () => {
        const { workspace } = stage;
        await workspace.config("adopt", "true");
        await workspace.config("ownProvider", "true");
        const { exitCode, said } = await workspace.up({ ...FAST, mayFail: true });
        assert.notEqual(exitCode, 0);
        assert.match(said, /the cluster has Namespace \S+ already, .*fix: upsertExistingObjects: true/);
        await workspace.config("ownProvider", "false");
        return said.split("\n")[0] ?? "";
      },
    },
    {
      title:
        "with adopt it takes it over: no object is made anew, preview shows no change, fields that the program has not are gone",
      run: async ({ api }) => {
        const { workspace, plan } = stage;
        const objects = plan.charts.flatMap((chart) => chart.objects.map(({ manifest }) => manifest));
        const [map, model] = [
          found(objects, "ConfigMap", "config-domain"),
          found(objects, "InferenceService", "model-0"),
        ];
        // As an earlier form of the definition had it, and apply.sh put it.
        await applied(api, { ...map, data: { ...(map as ConfigMap).data, "former.test": "" } } as Manifest);
        await applied(api, labelled(model));
        const before = await inParallel(objects, (manifest) => api.read(manifest));
        await workspace.config("adopt", "true");
        const { seconds } = await workspace.up(FAST);
        await stage.expectNoChanges();
        const after = await inParallel(objects, (manifest) => api.read(manifest));
        const anew = after.filter((object, index) => object?.metadata.uid !== before[index]?.metadata.uid);
        if (anew.length > 0)
          throw new Error(`made anew: ${anew.map((object) => object?.metadata.name ?? "").join(", ")}`);
        await workspace.config("adopt", "false");
        const kept = (await api.read(map)) as ConfigMap | undefined;
        assert.deepEqual(Object.keys(kept?.data ?? {}), Object.keys((map as ConfigMap).data ?? {}));
        await workspace.config("storageUri", "gs://bucket/other");
        await workspace.up(FAST);
        assert.equal((await api.read(model))?.metadata.labels?.["former"], undefined);
        return `${objects.length} objects, ${Math.round(seconds)} s`;
      },
    },
  ];
}

interface ConfigMap extends Manifest {
  readonly data?: Readonly<Record<string, string>>;
}

function found(objects: readonly Manifest[], kind: string, name: string): Manifest {
  return objects.find((one) => one.kind === kind && one.metadata.name === name) ?? assert.fail(`${kind} ${name}`);
}

function labelled(manifest: Manifest): Manifest {
  const { metadata } = manifest;
  return { ...manifest, metadata: { ...metadata, labels: { ...metadata.labels, former: "true" } } };
}

/** Applies as apply.sh does, behind its gates: until the webhooks that judge an object answer. */
async function applied(api: Api, manifest: Manifest): Promise<void> {
  await until(`${titleOf(manifest)} is applied`, 60, async () => (await api.apply(manifest)).code < 400);
}

/** Definitions are taken back, whoever made them. */
function isObject(type: string): boolean {
  return type.startsWith("kubernetes:") && !type.endsWith(":CustomResourceDefinition");
}
