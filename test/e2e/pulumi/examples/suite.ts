import assert from "node:assert/strict";
import { join, resolve } from "node:path";
import type { Manifest } from "../../../../lib/internal/emit";
import type { Api } from "../../cluster/api";
import { capture } from "../../cluster/kubectl";
import { until } from "../../progress";
import type { Suite } from "../../suite";
import { tsx } from "../engine-programs";
import { SKIPS_CHECKPOINTS } from "../environment";
import { Stage } from "../serving/stage";
import { FAST, WITH_PROGRAM } from "../workspace";

const EXAMPLES = resolve(__dirname, "../../../../examples");

const URL = "http://iris-team-a.models.acme.dev";

/** The programs of `examples/`, as a reader would run them. */
export function suite(): Suite {
  const stage = new Stage({
    program: { project: join(EXAMPLES, "platform-team") },
    // Names of our own package are those of the checkout.
    environment: {
      TSX_TSCONFIG_PATH: join(EXAMPLES, "tsconfig.json"),
      PULUMI_AUTOMATION_API_SKIP_VERSION_CHECK: "true",
    },
  });
  return {
    title: "the examples, on a control plane with stand-ins for pods and provider",
    start: stage.start,
    needsOwnCluster: true,
    checks: [
      {
        title: "the platform team's program hands the URL of its model on once the model is Ready",
        run: async ({ api }) => {
          const { workspace } = stage;
          await stage.standIn();
          const operation = workspace.start("up", FAST);
          // It fails where the operation does, rather than after all of the time.
          await Promise.race([becomesReady(api), operation.ended]);
          const { exitCode, text, seconds } = await operation.ended;
          assert.equal(exitCode, 0, text);
          const client = await api.read(configMap("iris-client"));
          assert.deepEqual((client as { data?: unknown } | undefined)?.data, { url: `${URL}/v1/models/iris:predict` });
          const model = await api.read(iris);
          assert.equal(model?.metadata.annotations?.["acme.dev/owner"], "ml-platform");
          await workspace.preview({ expectNoChanges: true });
          await workspace.destroy({ ...FAST, ...WITH_PROGRAM });
          assert.equal(await api.find(iris), undefined);
          return `${URL}, ${Math.round(seconds)} s`;
        },
      },
      {
        title:
          "the Automation API program bootstraps the cluster, tells in words how far it is, and takes it down again",
        run: async ({ api }) => {
          const up = await automation(stage, "up");
          assert.match(up, /^ +\d+ s {2}knative-serving\/gates are passed, after \d+ s$/m);
          assert.match(up, /^ +\d+ s {2}kserve\/kserve-controller-manager is ready, after \d+ s$/m);
          assert.match(up, /^ +\d+ s {2}done: .*\d+ create/m);
          assert.match(up, /^gateway: \S+$/m);
          assert.doesNotMatch(up, /failed:/);
          const down = await automation(stage, "destroy");
          assert.match(down, /^ +\d+ s {2}knative-serving\/controller is removed, after \d+ s$/m);
          assert.doesNotMatch(down, /is ready|are passed/);
          assert.match(down, /^ +\d+ s {2}done: .*\d+ delete/m);
          assert.equal(
            await api.find({ apiVersion: "v1", kind: "Namespace", metadata: { name: "kserve" } }),
            undefined,
          );
          return [...up.trim().split("\n").slice(-2), ...down.trim().split("\n").slice(-1)].join("\n");
        },
      },
    ],
  };
}

async function automation({ workspace }: Stage, command: "up" | "destroy"): Promise<string> {
  const main = join(EXAMPLES, "automation", "main.ts");
  const { code, stdout, stderr } = await capture(process.execPath, ["--require", tsx, main, command], {
    cwd: join(EXAMPLES, "automation"),
    env: { ...workspace.environment, ...SKIPS_CHECKPOINTS },
  });
  assert.equal(code, 0, `${stdout}\n${stderr}`);
  return stdout;
}

const iris: Manifest = {
  apiVersion: "serving.kserve.io/v1beta1",
  kind: "InferenceService",
  metadata: { name: "iris", namespace: "team-a" },
};

/** What KServe's controller says of a model that can be asked. */
async function becomesReady(api: Api): Promise<void> {
  await until("the model is there", 300, async () => {
    const model = await api.find(iris);
    if (!model) return false;
    const conditions = [{ type: "Ready", status: "True" }];
    const reply = await api.merge(iris, { status: { url: URL, conditions } }, "/status");
    return reply.code === 200;
  });
}

function configMap(name: string): Manifest {
  return { apiVersion: "v1", kind: "ConfigMap", metadata: { name, namespace: "default" } };
}
