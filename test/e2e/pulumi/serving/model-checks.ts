import assert from "node:assert/strict";
import type { Manifest } from "../../../../lib/internal/emit";
import { until } from "../../progress";
import type { Check } from "../../suite";
import type { Step } from "../events";
import { byKey } from "./order";
import { FAST, WITH_PROGRAM } from "../workspace";
import { stopsAtForeignModels } from "./removal-checks";
import { deployment, manifest, NAMESPACE, ready, says, urlOf } from "./said-models";
import type { Stage } from "./stage";

/** What says that the models of a chart are Ready. */
const READY = `pulumi:index:Stash ${NAMESPACE}/models`;

/** What KServe would say of a model, a check says here: no controller of it runs. */
export function modelChecks(stage: Stage): Check[] {
  return [
    {
      title: "a platform that did not become ready is removed at once, without being waited for",
      run: async () => {
        const { workspace } = stage;
        await workspace.config("seconds", "8");
        await failing(stage);
        await workspace.config("seconds", "120");
        const { seconds } = await workspace.destroy({ ...FAST, ...WITH_PROGRAM });
        assert.ok(seconds < 100, `${seconds} s`);
        await stage.standIn();
        return `${Math.round(seconds)} s`;
      },
    },
    {
      title: "models that cannot become Ready end `up` in KServe's words, and the next one waits again",
      run: async ({ api }) => {
        const { workspace } = stage;
        await workspace.up(FAST);
        await workspace.config("waitForModels", "true");
        await workspace.config("seconds", "4");
        const silent = await failing(stage);
        assert.match(silent, /models of team: not within 4 s: 2 InferenceServices are Ready/);
        assert.match(silent, /0 of 2 are Ready; model-0: KServe has said nothing of it yet/);
        await says(api, "model-0", ready("model-0"));
        await says(api, "model-1", {
          conditions: [
            { type: "Ready", status: "False" },
            { type: "PredictorReady", status: "False", reason: "RevisionFailed", message: "no such file" },
          ],
          modelStatus: {
            transitionStatus: "BlockedByFailedLoad",
            states: { activeModelState: "", targetModelState: "FailedToLoad" },
            lastFailureInfo: { reason: "ModelLoadFailed", message: "404 of gs://bucket/model" },
          },
        });
        const said = await failing(stage);
        assert.match(said, /1 of 2 are Ready; model-1: PredictorReady is False \(RevisionFailed, no such file\)/);
        assert.match(said, /ModelLoadFailed, 404 of gs:\/\/bucket\/model/);
        assert.match(said, /Check: kubectl -n team describe inferenceservice model-1/);
        assert.match(said, /More time: timeLimits: \{ "team": Duration\.minutes\(…\) \}/);
        await workspace.config("seconds", "120");
        return said.split("\n").slice(0, 3).join(" / ");
      },
    },
    {
      title: "Ctrl-C ends the wait for models at once",
      run: async () => {
        const operation = stage.workspace.start("up", FAST);
        await operation.until("it waits for the models", 120, ({ messages }) =>
          messages.some(({ text }) => text.includes("1 of 2 are Ready")),
        );
        const begin = Date.now();
        operation.interrupt();
        const { exitCode } = await operation.ended;
        const seconds = (Date.now() - begin) / 1000;
        assert.notEqual(exitCode, 0);
        assert.ok(seconds < 20, `it took ${seconds} s`);
        return `ended after ${seconds.toFixed(1)} s`;
      },
    },
    {
      title: "once all of them are Ready `up` ends, and their URLs are known",
      run: async ({ api }) => {
        const { workspace } = stage;
        await says(api, "model-1", ready("model-1"));
        await workspace.up(FAST);
        const { urls } = await workspace.outputs();
        assert.deepEqual(urls, { "team/model-0": urlOf("model-0"), "team/model-1": urlOf("model-1") });
        const model = await api.read(manifest("model-0"));
        // KServe hands annotations down to the pods, which would be made anew for it.
        const annotations = Object.keys(model?.metadata.annotations ?? {});
        assert.deepEqual(
          annotations.filter((key) => key.startsWith("pulumi.com/")),
          [],
        );
        return stage.expectNoChanges();
      },
    },
    stopsAtForeignModels(stage, "a destroy that is stopped leaves the waits where they are too"),
    {
      title: "what is gone from the cluster is made anew, and waited for again",
      run: async ({ api }) => {
        const { workspace } = stage;
        await api.remove(manifest("model-0"));
        await api.remove(WEBHOOK);
        await workspace.refresh(FAST);
        const { steps: shown } = await workspace.preview();
        assert.deepEqual(changesOf(shown), ANEW);
        await workspace.config("seconds", "8");
        const said = await failing(stage);
        assert.match(said, /1 of 2 are Ready; model-0: KServe has said nothing of it yet/);
        await workspace.config("seconds", "120");
        await says(api, "model-0", ready("model-0"));
        const { steps } = await workspace.up(FAST);
        assert.deepEqual(changesOf(steps), [`update ${READY}`]);
        await stage.expectNoChanges();
        return ANEW.join(", ");
      },
    },
    {
      title: "a model that is to be stopped is not waited for until it is Ready",
      run: async ({ api }) => {
        const { workspace } = stage;
        const { metadata, ...rest } = manifest("model-0");
        const annotated = async (annotations: Record<string, string>): Promise<void> => {
          const { code, body } = await api.apply(
            { ...rest, metadata: { ...metadata, annotations } },
            { manager: "someone" },
          );
          assert.equal(code, 200, JSON.stringify(body));
        };
        await annotated({ "serving.kserve.io/stop": "true" });
        await says(api, "model-0", {
          ...ready("model-0"),
          conditions: [
            { type: "Ready", status: "False" },
            { type: "Stopped", status: "False" },
          ],
        });
        await workspace.config("storageUri", "gs://bucket/stopped");
        await workspace.config("seconds", "8");
        const said = await failing(stage);
        assert.match(said, /model-0: it is not stopped yet/);
        await says(api, "model-0", {
          conditions: [
            { type: "Ready", status: "False" },
            { type: "PredictorReady", status: "False", reason: "Stopped" },
            { type: "Stopped", status: "True" },
          ],
        });
        await workspace.config("seconds", "120");
        await workspace.up(FAST);
        await annotated({});
        await says(api, "model-0", ready("model-0"));
        return stage.expectNoChanges();
      },
    },
    {
      title: "a changed model is waited for until no workload of it has an older form, whatever its status says",
      run: async ({ api }) => {
        const { workspace } = stage;
        const { metadata } = (await api.read(manifest("model-0"))) ?? assert.fail("model-0 is not there");
        const workload = {
          apiVersion: "apps/v1",
          kind: "Deployment",
          metadata: {
            name: "model-0-predictor",
            namespace: NAMESPACE,
            labels: { "serving.kserve.io/inferenceservice": "model-0" },
            ownerReferences: [
              {
                apiVersion: "serving.kserve.io/v1beta1",
                kind: "InferenceService",
                name: "model-0",
                uid: metadata.uid,
              },
            ],
          },
          spec: deployment("v1"),
        };
        await api.apply(workload, { manager: "kserve" });
        await until("its pods are there", 60, async () => {
          const { status } = (await api.read(workload)) as { status?: { updatedReplicas?: number } };
          return status?.updatedReplicas === 1;
        });
        // A new form whose pods do not come.
        await api.apply({ ...workload, spec: { ...deployment("v2"), paused: true } } as Manifest, {
          manager: "kserve",
        });
        await workspace.config("storageUri", "gs://bucket/other");
        await workspace.config("seconds", "8");
        const said = await failing(stage);
        assert.match(said, /model-0: Deployment model-0-predictor has not rolled out yet/);
        await api.merge(workload, { spec: { paused: false } });
        await workspace.config("seconds", "120");
        const { steps } = await workspace.up(FAST);
        const changed = steps.filter(({ op }) => op !== "same").map(({ op, type, name }) => `${op} ${type} ${name}`);
        assert.deepEqual(changed, [`update ${READY}`]);
        await stage.expectNoChanges();
        await api.remove(workload);
        return said.split("\n")[1]?.trim() ?? "";
      },
    },
    {
      title: "no longer waiting for models changes none of them",
      run: async () => {
        const { workspace } = stage;
        await workspace.config("waitForModels", "false");
        const { steps } = await workspace.up(FAST);
        const changed = [...byKey(steps.filter(({ op }) => op !== "same"))].map(([key, { op }]) => `${op} ${key}`);
        assert.deepEqual(changed, [`delete ${READY}`]);
        await workspace.config("storageUri", "gs://bucket/model");
        await workspace.up(FAST);
        return changed.join(", ");
      },
    },
  ];
}

/** What a check takes away besides a model: a gate looks at it, and charts wait for that gate. */
const WEBHOOK: Manifest = {
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "cert-manager-webhook", namespace: "cert-manager" },
};

/** Where an object is made anew, the waits behind it come again. */
const ANEW = [
  "create kubernetes:apps/v1:Deployment cert-manager/cert-manager-webhook",
  "create kubernetes:serving.kserve.io/v1beta1:InferenceService team/model-0",
  "update pulumi:index:Stash kserve/gates",
  `update ${READY}`,
];

function changesOf(steps: readonly Step[]): string[] {
  return [...byKey(steps.filter(({ op }) => op !== "same"))].map(([key, { op }]) => `${op} ${key}`).sort();
}

/** What an `up` says that has to fail. */
async function failing({ workspace }: Stage): Promise<string> {
  const { exitCode, said } = await workspace.up({ ...FAST, mayFail: true });
  assert.notEqual(exitCode, 0, "up passed, though something is not ready");
  return said;
}
