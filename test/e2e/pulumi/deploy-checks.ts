import assert from "node:assert/strict";
import type { Cluster } from "../cluster/cluster";
import type { Check } from "../suite";
import { binding, configMap, definition, namespace, thing } from "./objects";
import { done, stepOf, type Stage } from "./stage";

/** That the stand-in makes, keeps and changes objects as the engine asks for it. */
export function deployChecks(stage: Stage): Check[] {
  return [
    {
      title: "up makes every object, each after what it depends on",
      run: async ({ api }) => {
        const { workspace } = stage;
        const outcome = await workspace.up();
        assert.deepEqual(outcome.changes, { create: 10 });
        for (const object of [namespace, definition, thing, configMap("settings"), binding])
          assert.ok(await api.read(object), `${object.kind} is there`);
        const [made, needs] = [stepOf(outcome, "thing"), stepOf(outcome, "definition")];
        assert.ok((needs.ended ?? Infinity) < made.began, "the resource began after its definition was established");
        return `10 resources in ${outcome.seconds.toFixed(1)} s; Kubernetes provider: ${workspace.provider}`;
      },
    },
    {
      title: "a second preview, and a refresh, expect no changes",
      run: async () => {
        const preview = await stage.workspace.preview({ expectNoChanges: true });
        const refresh = await stage.workspace.refresh({ expectNoChanges: true });
        assert.deepEqual([...done(preview), ...done(refresh)], []);
        return `preview ${preview.seconds.toFixed(1)} s, refresh ${refresh.seconds.toFixed(1)} s`;
      },
    },
    {
      title: "secrets are encrypted in the state, in whatever form Kubernetes has them",
      run: async () => {
        const text = stage.workspace.stateText();
        for (const form of ["hush-hush", Buffer.from("hush-hush").toString("base64")])
          assert.ok(!text.includes(form), `the state has ${form}`);
        assert.ok(text.includes('"ciphertext"'));
        const { deployment } = await stage.workspace.state();
        return `${deployment.resources?.length ?? 0} resources, ${text.length} bytes`;
      },
    },
    {
      title: "a changed value is updated in place, and the preview names it",
      run: async (cluster) => {
        const before = await uidOf(cluster, configMap("settings"));
        await stage.workspace.config("value", "two");
        const preview = await stage.workspace.preview();
        assert.deepEqual(stepOf(preview, "settings").diffs, ["data.value"]);
        const outcome = await stage.workspace.up();
        assert.deepEqual(done(outcome), ["update settings"]);
        const after = await cluster.api.read(configMap("settings"));
        assert.deepEqual((after as { data?: object } | undefined)?.data, { value: "two", steady: "yes" });
        assert.equal(after?.metadata.uid, before);
        return "update settings: data.value";
      },
    },
    {
      title: "what cannot change in place is replaced, the old object first",
      run: async (cluster) => {
        const before = await uidOf(cluster, binding);
        await stage.workspace.config("role", "edit");
        const outcome = await stage.workspace.up();
        const replaced = ["create-replacement binding", "delete-replaced binding", "replace binding"];
        assert.deepEqual(done(outcome), replaced);
        const [removed, made] = ["delete-replaced", "create-replacement"].map((op) =>
          outcome.steps.find((step) => step.op === op),
        );
        assert.ok((removed?.ended ?? Infinity) < (made?.began ?? 0));
        assert.notEqual(await uidOf(cluster, binding), before);
        return `roleRef: ${made?.replacing.join() ?? ""}`;
      },
    },
    {
      title: "a ConfigMap is replaced where the provider does not say that it may change",
      run: async (cluster) => {
        const before = await uidOf(cluster, configMap("settings"));
        await stage.workspace.config("mutable", "false");
        await stage.workspace.config("value", "three");
        const outcome = await stage.workspace.up();
        assert.ok(done(outcome).includes("create-replacement settings"));
        assert.notEqual(await uidOf(cluster, configMap("settings")), before);
        await stage.workspace.config("mutable", "true");
        await stage.workspace.up();
        return "settings became another object";
      },
    },
  ];
}

async function uidOf({ api }: Cluster, object: Parameters<Cluster["api"]["read"]>[0]): Promise<string | undefined> {
  return (await api.read(object))?.metadata.uid;
}
