import { beforeAll, describe, expect, it } from "vitest";
import { importYaml } from "../../lib/import/import";
import { run, type Outcome, type Program } from "../docs/programs";
import { runnable } from "./corpus";

/** Models whose fields are each right, and cannot all be meant. */
const contradictions: Readonly<Record<string, { yaml: string; path: string }>> = {
  "bounds that cross": { yaml: "{ minReplicas: 3, maxReplicas: 2, model: M }", path: "minReplicas" },
  "two places of one model": {
    yaml: "{ storageUris: [{ uri: gs://a/c }], model: M }",
    path: "storageUris",
  },
  "a request above its limit": {
    yaml: "{ model: { modelFormat: { name: sklearn }, storageUri: gs://a/b, resources: { requests: { cpu: 2 }, limits: { cpu: 1 } } } }",
    path: "model.resources.requests.cpu",
  },
  "two servers": { yaml: "{ model: M, sklearn: { storageUri: gs://a/b } }", path: "predictor" },
  "a metric of an HPA in Knative mode": { yaml: "{ scaleMetric: cpu, model: M }", path: "scaleMetric" },
  "workers in Knative mode": {
    yaml: "{ workerSpec: { pipelineParallelSize: 2 }, model: { modelFormat: { name: huggingface }, storageUri: pvc://a } }",
    path: "workerSpec",
  },
  "a format of another runtime": {
    yaml: "{ model: { modelFormat: { name: sklearn }, runtime: kserve-xgbserver, storageUri: gs://a/b } }",
    path: "model.modelFormat",
  },
  "a format that nothing serves": {
    yaml: "{ model: { modelFormat: { name: sklaern }, storageUri: gs://a/b } }",
    path: "model.modelFormat",
  },
  "a share above all": { yaml: "{ canaryTrafficPercent: 110, model: M }", path: "canaryTrafficPercent" },
  "a logger without a mode": { yaml: "{ logger: { url: http://a }, model: M }", path: "logger.mode" },
};
const MODEL = "{ modelFormat: { name: sklearn }, storageUri: gs://a/b }";

describe("an imported model that contradicts itself", () => {
  const programs = new Map<string, Program>();
  let outcomes: ReadonlyMap<string, Outcome>;

  beforeAll(() => {
    for (const [name, { yaml }] of Object.entries(contradictions)) {
      const text = `apiVersion: serving.kserve.io/v1beta1\nkind: InferenceService\nmetadata: { name: a, namespace: b }\nspec: { predictor: ${yaml.replace("M }", `${MODEL} }`).replace("M,", `${MODEL},`)} }\n`;
      programs.set(name, runnable(`contradiction ${name}`, importYaml([{ name: "a.yaml", text }]).code));
    }
    outcomes = run([...programs.values()]);
  }, 120_000);

  it.each(Object.entries(contradictions))(
    "is refused at synth by path, value and fix, with no stack: %s",
    (name, { path }) => {
      const { error = "accepted", written = "" } = outcomes.get(programs.get(name)?.file ?? "") ?? {};
      expect(written).toBe("");
      expect(error).toMatch(/^InvalidError: platform\/b\/a: .* must be .*, got .*; fix: .+ \[[\w-]+\]$/m);
      expect(error).toContain(`platform/b/a: ${path}`);
      expect(error).not.toMatch(/\n\s+at /);
    },
  );
});
