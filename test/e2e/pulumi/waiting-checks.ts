import assert from "node:assert/strict";
import type { Cluster } from "../cluster/cluster";
import { until } from "../progress";
import type { Check } from "../suite";
import { thing } from "./objects";
import { done, stepOf, type Stage } from "./stage";

const LONG_SECONDS = "120";

/** That the provider waits for what the program says, and tells what is missing. */
export function waitingChecks(stage: Stage): Check[] {
  return [
    {
      title: "a wait that cannot end says what it last saw, and keeps the object in the state",
      run: async ({ api }) => {
        const { workspace } = stage;
        await workspace.config("waitFor", "condition=Ready");
        const without = await workspace.up({ mayFail: true });
        assert.match(textOf(without.errors), /timed out waiting for the condition/);
        assert.match(textOf(without.messages), /Has no \.status\.conditions/);
        await status(api, {
          conditions: [{ type: "Ready", status: "False", reason: "NoModel", message: "no such model" }],
        });
        const failing = await workspace.up({ mayFail: true });
        assert.match(textOf(failing.messages), /Resource has condition Ready=False \(want True\)/);
        const { deployment } = await workspace.state();
        const kept = deployment.resources?.find(({ urn }) => urn.endsWith("::thing"));
        assert.match(kept?.initErrors?.join("\n") ?? "", /timed out waiting for the condition/);
        return kept?.initErrors?.at(-1) ?? "";
      },
    },
    {
      title: "all of several conditions have to hold, also for a generation that was seen",
      run: async ({ api }) => {
        const { workspace } = stage;
        const waitFor = [
          "condition=Ready",
          "jsonpath={.status.url}",
          'jsonpath={.status.parts[?(@.name=="a")].on}=true',
        ];
        await workspace.config("waitFor", JSON.stringify(waitFor));
        await workspace.config("seconds", LONG_SECONDS);
        const operation = workspace.start("up");
        const sees = async (title: string, pattern: RegExp): Promise<void> => {
          await operation.until(title, 30, ({ messages }) => messages.some(({ text }) => pattern.test(text)));
        };
        const ready = [{ type: "Ready", status: "True" }];
        await status(api, { conditions: ready });
        await sees("the URL is missing", /\{\.status\.url\} selected nothing/);
        await status(api, { conditions: ready, url: "http://thing" });
        await sees("the part is missing", /parts\[.*selected nothing/);
        await status(api, { conditions: ready, url: "http://thing", parts: [{ name: "a", on: true }] });
        const { exitCode, errors } = await operation.ended;
        assert.equal(exitCode, 0, textOf(errors));
        await workspace.preview({ expectNoChanges: true });
        return `${waitFor.length} expressions, each seen to be missing`;
      },
    },
    {
      title: "a Deployment whose pods do not start says so in its pods' words; one without replicas is done",
      run: async ({ api }) => {
        const { workspace } = stage;
        await workspace.config("replicas", "1");
        const { exitCode, errors } = await workspace.up({ mayFail: true });
        assert.notEqual(exitCode, 0);
        assert.match(textOf(errors), /'deployment' timed out waiting to be Ready/);
        assert.match(textOf(errors), /\[MinimumReplicasUnavailable\] Deployment does not have minimum availability/);
        const refreshed = await workspace.refresh({ mayFail: true });
        assert.match(refreshed.text, /Minimum number of live Pods was not attained/);
        await workspace.config("replicas", "0");
        const outcome = await workspace.up();
        assert.deepEqual(done(outcome), ["update deployment"]);
        // The API server made 1 of 1000m; that is no difference.
        await workspace.preview({ expectNoChanges: true });
        const [deployment] = (await api.get<{ items: unknown[] }>("/apis/apps/v1/namespaces/small/deployments")).items;
        assert.ok(deployment);
        return "[MinimumReplicasUnavailable] Deployment does not have minimum availability.";
      },
    },
    {
      title: "Ctrl-C ends a wait at once, and the next up goes on from there",
      run: async ({ api }) => {
        const { workspace } = stage;
        await status(api, {});
        await workspace.config("waitFor", "condition=Later");
        const operation = workspace.start("up");
        await waits(api, "condition=Later");
        const begin = Date.now();
        operation.interrupt();
        const interrupted = await operation.ended;
        const seconds = (Date.now() - begin) / 1000;
        assert.notEqual(interrupted.exitCode, 0);
        assert.ok(seconds < 20, `it took ${seconds} s`);
        assert.match(textOf(interrupted.errors), /was cancelled for "thing"|context canceled/);
        await status(api, { conditions: [{ type: "Later", status: "True" }] });
        const outcome = await workspace.up();
        assert.ok(stepOf(outcome, "thing").op !== "create");
        return `ended after ${seconds.toFixed(1)} s`;
      },
    },
    {
      title: "an engine that is killed leaves a lock; cancel removes it, and the next up ends what was begun",
      run: async ({ api }) => {
        const { workspace } = stage;
        await workspace.config("waitFor", "condition=Last");
        const operation = workspace.start("up");
        await waits(api, "condition=Last");
        operation.kill();
        assert.equal((await operation.ended).exitCode, undefined);
        const locked = await workspace.up({ mayFail: true });
        assert.match(locked.text, /the stack is currently locked/);
        await workspace.cancel();
        await status(api, { conditions: [{ type: "Last", status: "True" }] });
        await workspace.up();
        await workspace.preview({ expectNoChanges: true });
        return "the stack is currently locked … then 0 changes";
      },
    },
  ];
}

function textOf(messages: readonly { readonly text: string }[]): string {
  return messages.map(({ text }) => text).join("\n");
}

/** Until the thing has been applied with what it waits for: a provider need not say that it waits. */
async function waits(api: Cluster["api"], waitFor: string): Promise<void> {
  await until(`the thing waits for ${waitFor}`, 30, async () => {
    const { annotations = {} } = (await api.read(thing))?.metadata ?? {};
    return annotations["pulumi.com/waitFor"] === waitFor;
  });
}

async function status(api: Cluster["api"], fields: object): Promise<void> {
  const none = { conditions: null, url: null, parts: null };
  const { code } = await api.merge(thing, { status: { ...none, ...fields } }, "/status");
  assert.equal(code, 200);
}
