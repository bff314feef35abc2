import assert from "node:assert/strict";
import type { Cluster } from "../cluster/cluster";
import type { Check } from "../suite";
import { configMap, NAMESPACE } from "./objects";
import { done, stepOf, type Stage } from "./stage";

/** That the stand-in sees, and does not overrun, what others wrote. */
export function driftChecks(stage: Stage): Check[] {
  return [
    {
      title: "a refresh shows the object that was edited by hand, and no other",
      run: async (cluster) => {
        await byHand(cluster, "edited");
        const outcome = await stage.workspace.refresh();
        assert.deepEqual(done(outcome), ["update settings"]);
        assert.deepEqual(stepOf(outcome, "settings").diffs, ["data.value"]);
        return "update settings: data.value";
      },
    },
    {
      title: "a field that another manager owns is a conflict that names both, in previews too once it was updated",
      run: async () => {
        // What was only created is taken over by its first update.
        for (const command of ["up", "preview"] as const) {
          const { exitCode, said } = await stage.workspace[command]({ mayFail: true });
          assert.notEqual(exitCode, 0, `${command} fails`);
          assert.match(said, /field manager "pulumi-kubernetes-[0-9a-f]+" had an apply conflict/);
          assert.match(said, /conflict with "by-hand"[^]*\.data\.value/);
        }
        return 'Apply failed with 1 conflict: conflict with "by-hand" …: .data.value';
      },
    },
    {
      title: "patchForce takes the field back, and the program's value with it",
      run: async ({ api }) => {
        await stage.workspace.config("force", "true");
        assert.deepEqual(done(await stage.workspace.up()), ["update settings"]);
        const stored = (await api.read(configMap("settings"))) as { data?: { value: string } } | undefined;
        assert.equal(stored?.data?.value, "three");
        await stage.workspace.preview({ expectNoChanges: true });
        return "update settings";
      },
    },
    {
      title: "an object that was deleted by hand is made again after a refresh",
      run: async ({ api }) => {
        await api.remove(configMap("settings"));
        assert.deepEqual(done(await stage.workspace.refresh()), ["delete settings"]);
        assert.deepEqual(done(await stage.workspace.up()), ["create settings"]);
        return "delete settings, create settings";
      },
    },
    {
      title: "an object that exists is refused by its name, and nothing of it changes",
      run: async ({ api }) => {
        await api.apply({ ...configMap("foreign"), data: { whose: "theirs" } } as never);
        await stage.workspace.config("foreign", "refused");
        const { exitCode, said } = await stage.workspace.up({ mayFail: true });
        assert.notEqual(exitCode, 0);
        assert.match(said, /configmaps "foreign" already exists/);
        const kept = (await api.read(configMap("foreign"))) as { data?: { whose: string } } | undefined;
        assert.equal(kept?.data?.whose, "theirs");
        return 'configmaps "foreign" already exists';
      },
    },
    {
      title: "a provider that takes over existing objects still names the manager of a field, and adopts the rest",
      run: async ({ api, kubectl }) => {
        await stage.workspace.config("foreign", "adopted");
        const { said } = await stage.workspace.up({ mayFail: true });
        assert.match(said, /conflict with "kserve-stack": \.data\.whose/);
        const patch = JSON.stringify({ data: { whose: "ours" } });
        const names = ["patch", "configmap", "foreign", "-n", NAMESPACE, "--type=merge", "-p", patch];
        assert.equal((await kubectl.call([...names, "--field-manager=by-hand"])).code, 0);
        const before = await api.read(configMap("foreign"));
        assert.deepEqual(done(await stage.workspace.up()), ["create foreign"]);
        assert.equal((await api.read(configMap("foreign")))?.metadata.uid, before?.metadata.uid);
        await stage.workspace.preview({ expectNoChanges: true });
        return "create foreign, the same object as before";
      },
    },
    {
      title: "an object is imported by its identifier where the program says what it is",
      run: async ({ api }) => {
        const { workspace } = stage;
        const { deployment } = await workspace.state();
        const urn = deployment.resources?.find((resource) => resource.urn.endsWith("::foreign"))?.urn ?? "";
        await workspace.call(["state", "delete", "--yes", urn]);
        await workspace.config("foreign", "imported");
        const before = await api.read(configMap("foreign"));
        // The real provider imports the object without its data; the engine adds that in an update right after.
        const seen = workspace.standsIn ? "import foreign" : "update foreign";
        assert.deepEqual(done(await workspace.up()), [seen]);
        assert.equal((await api.read(configMap("foreign")))?.metadata.uid, before?.metadata.uid);
        await workspace.preview({ expectNoChanges: true });
        return `${seen}, the same object as before`;
      },
    },
  ];
}

async function byHand({ kubectl }: Cluster, value: string): Promise<void> {
  const patch = JSON.stringify({ data: { value } });
  const names = ["patch", "configmap", "settings", "-n", NAMESPACE, "--type=merge", "-p", patch];
  const { code, stderr } = await kubectl.call([...names, "--field-manager=by-hand"]);
  assert.equal(code, 0, stderr);
}
