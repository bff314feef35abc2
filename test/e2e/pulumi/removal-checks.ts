import assert from "node:assert/strict";
import type { Check } from "../suite";
import { configMap, definition, namespace, thing } from "./objects";
import type { Stage } from "./stage";

const FINALIZER = "e2e.test/hold";

/** That the stand-in removes what it made, and says what keeps it from it. */
export function removalChecks(stage: Stage): Check[] {
  return [
    {
      title: "a deletion that a finalizer holds up names the finalizer, and keeps the object in the state",
      run: async ({ api }) => {
        await api.merge(configMap("settings"), { metadata: { finalizers: [FINALIZER] } });
        const { exitCode, messages } = await stage.workspace.destroy({ mayFail: true });
        assert.notEqual(exitCode, 0);
        const said = messages.map(({ text }) => text).join("\n");
        assert.match(said, /finalizers might be preventing deletion \(e2e\.test\/hold\)/);
        const { deployment } = await stage.workspace.state();
        assert.ok(deployment.resources?.some(({ urn }) => urn.endsWith("::settings")));
        await api.merge(configMap("settings"), { metadata: { finalizers: null } });
        return "finalizers might be preventing deletion (e2e.test/hold)";
      },
    },
    {
      title: "destroy leaves the retained definition, and nothing else",
      run: async ({ api }) => {
        const outcome = await stage.workspace.destroy();
        for (const object of [thing, namespace]) assert.equal(await api.find(object), undefined, object.kind);
        assert.ok(await api.find(definition));
        const { deployment } = await stage.workspace.state();
        assert.deepEqual(deployment.resources ?? [], []);
        return `${outcome.changes["delete"] ?? 0} resources in ${outcome.seconds.toFixed(1)} s`;
      },
    },
    {
      title: "the next up adopts the retained definition",
      run: async ({ api }) => {
        const before = await api.find(definition);
        await stage.workspace.config("waitFor", "jsonpath={.spec.count}=3");
        // What was imported is gone with the rest; it is made anew.
        await stage.workspace.config("foreign", "adopted");
        await stage.workspace.up();
        assert.equal((await api.find(definition))?.metadata.uid, before?.metadata.uid);
        await stage.workspace.preview({ expectNoChanges: true });
        await stage.workspace.destroy();
        return "the same definition as before";
      },
    },
  ];
}
