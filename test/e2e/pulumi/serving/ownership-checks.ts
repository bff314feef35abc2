import assert from "node:assert/strict";
import type { Manifest } from "../../../../lib/internal/emit";
import { isDefinition } from "../../objects";
import type { Check } from "../../suite";
import { FAST, WITH_PROGRAM } from "../workspace";
import { leftOf } from "./removal-checks";
import type { Stage } from "./stage";

/** What the cluster has before the stack deploys anything. */
export function definitionChecks(stage: Stage): Check[] {
  return [
    {
      title: "a definition that somebody else has installed is refused, and left as it is",
      run: async ({ api }) => {
        const objects = stage.plan.charts.flatMap((chart) => chart.objects.map(({ manifest }) => manifest));
        const theirs = objects.find(isDefinition) ?? assert.fail("the plan has no definition");
        await api.apply(theirs, { manager: "helm" });
        const { exitCode, said } = await stage.workspace.up({ ...FAST, mayFail: true });
        assert.notEqual(exitCode, 0);
        assert.ok(said.includes(`CustomResourceDefinition ${theirs.metadata.name}, written by helm`), said);
        const managers = (await api.read(theirs))?.metadata.managedFields?.map(({ manager }) => manager) ?? [];
        assert.ok(!managers.some((manager) => manager?.startsWith("pulumi")), managers.join(", "));
        await api.remove(theirs);
        await stage.workspace.destroy({ ...FAST, ...WITH_PROGRAM });
        return said.split("\n").slice(0, 2).join(" / ");
      },
    },
  ];
}

/** What the cluster has beside what the stack deployed, and what becomes of it. */
export function ownershipChecks(stage: Stage): Check[] {
  return [
    {
      title:
        "a model that is new in the program, and that somebody else has made meanwhile, is refused and left as it is",
      run: async ({ api }) => {
        const { workspace } = stage;
        await api.apply(model("model-2"), { manager: "someone" });
        const before = await api.read(model("model-2"));
        await workspace.config("models", "3");
        const { exitCode, said } = await workspace.up({ ...FAST, mayFail: true });
        assert.notEqual(exitCode, 0);
        assert.match(said, /InferenceService team\/model-2, written by someone/);
        assert.deepEqual(await api.read(model("model-2")), before);
        await api.remove(model("model-2"));
        await workspace.up(FAST);
        await workspace.config("models", "2");
        await workspace.up(FAST);
        assert.equal(await api.find(model("model-2")), undefined);
        return said.split("\n").slice(0, 2).join(" / ");
      },
    },
    {
      title: "a namespace that leaves the program is not deleted while a model is in it",
      run: async ({ api }) => {
        const { workspace } = stage;
        await workspace.config("teamTheirs", "true");
        const { exitCode, said, steps } = await workspace.up({ ...FAST, mayFail: true });
        assert.notEqual(exitCode, 0);
        assert.match(said, /Namespace team still has 2 InferenceServices, which would be deleted with it:/);
        const removed = steps.filter(({ op, isFailed }) => op === "delete" && !isFailed);
        assert.deepEqual(removed, []);
        const left = await Promise.all(["model-0", "model-1"].map((name) => api.find(model(name))));
        assert.ok(left.every((one) => one && one.metadata.deletionTimestamp === undefined));
        await workspace.config("teamTheirs", "false");
        await workspace.up(FAST);
        await workspace.preview({ expectNoChanges: true });
        return said.split("\n").slice(0, 2).join(" / ");
      },
    },
    {
      title: "another stack is refused the platform of this one, and changes none of it",
      run: async () => {
        const other = await stage.another();
        try {
          await other.config("prefix", "other");
          const { exitCode, said, steps } = await other.up({ ...FAST, mayFail: true });
          assert.notEqual(exitCode, 0);
          assert.match(said, /Namespace cert-manager, written by kserve-stack\/e2e\/e2e$/m);
          const made = steps.filter(({ type, isFailed }) => type.startsWith("kubernetes:") && !isFailed);
          assert.deepEqual(
            made.map(({ name }) => name).filter((name) => !/\.(io|dev|com)$/.test(name)),
            [],
          );
          return said.split("\n").slice(0, 2).join(" / ");
        } finally {
          await other.end();
        }
      },
    },
    {
      title: "a stack that is put below a component makes, changes and deletes no object",
      run: async () => {
        const { workspace } = stage;
        await workspace.config("below", "Infra");
        const { steps } = await workspace.up(FAST);
        const changed = steps.filter(({ type, op }) => type.startsWith("kubernetes:") && op !== "same");
        assert.deepEqual(
          changed.map(({ op, name }) => `${op} ${name}`),
          [],
        );
        return `${steps.length} resources`;
      },
    },
    {
      title:
        "put below another one without an alias it loses no object, and goes on once the former names are forgotten",
      run: async ({ api }) => {
        const { workspace } = stage;
        const before = await leftOf(stage, api);
        await workspace.config("below", "Other");
        const { exitCode, said } = await workspace.up({ ...FAST, mayFail: true });
        assert.notEqual(exitCode, 0);
        assert.match(said, /is the one that the program has below another parent/);
        assert.deepEqual(await leftOf(stage, api), before);
        const { deployment } = await workspace.state();
        const former = deployment.resources?.find(
          ({ urn }) => urn.includes("::acme:index:Infra$") && urn.endsWith("::serving"),
        );
        await workspace.call([
          "state",
          "delete",
          "--yes",
          "--target-dependents",
          former?.urn ?? assert.fail("it is not in the state"),
        ]);
        await workspace.up(FAST);
        const told = await stage.expectNoChanges();
        assert.deepEqual(await leftOf(stage, api), before);
        return `${before.length} objects kept, ${told}`;
      },
    },
    {
      title:
        "a platform is removed, though a model is not Ready and the guard of the models is given up where others have some",
      run: async ({ api }) => {
        const { workspace } = stage;
        await workspace.config("waitForModels", "true");
        await workspace.config("seconds", "4");
        await workspace.config("storageUri", "gs://bucket/never");
        await api.merge(model("model-0"), { status: { conditions: [{ type: "Ready", status: "False" }] } }, "/status");
        const { exitCode } = await workspace.up({ ...FAST, mayFail: true });
        assert.notEqual(exitCode, 0);
        await workspace.config("seconds", "120");
        await api.apply(model("someone-elses", "default"), { manager: "someone" });
        await workspace.config("guard", "false");
        const { seconds } = await workspace.destroy({ ...FAST, ...WITH_PROGRAM });
        assert.notEqual(await api.find(model("someone-elses", "default")), undefined);
        await api.remove(model("someone-elses", "default"));
        return `refuseForeignModels: false, ${Math.round(seconds)} s`;
      },
    },
  ];
}

function model(name: string, namespace = "team"): Manifest {
  return {
    apiVersion: "serving.kserve.io/v1beta1",
    kind: "InferenceService",
    metadata: { name, namespace },
    spec: { predictor: { model: { modelFormat: { name: "xgboost" }, storageUri: "gs://theirs/model" } } },
  } as Manifest;
}
