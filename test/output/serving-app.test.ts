import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Yaml } from "cdk8s";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { defaultPlatform } from "../../charts/default-platform";
import { InferenceService } from "../../lib/models/inference-service";
import { ServingApp } from "../../lib/output/serving-app";

let outdir: string;

beforeAll(() => {
  outdir = mkdtempSync(join(tmpdir(), "serving-app-"));
  writeFileSync(join(outdir, "20-gone.yaml"), "of an earlier run");
  writeFileSync(join(outdir, "notes.md"), "a person's own");
  const app = new ServingApp({ outdir });
  defaultPlatform(app);
  app.synth();
});

afterAll(() => {
  rmSync(outdir, { recursive: true });
});

describe("ServingApp", () => {
  it("writes one file a layer, in apply order, and removes only what an earlier run left", () => {
    expect(readdirSync(outdir).sort()).toEqual([
      "00-namespaces.yaml",
      "10-cert-manager-crds.yaml",
      "10-istio-crds.yaml",
      "10-knative-serving-crds.yaml",
      "10-kserve-crds.yaml",
      "20-cert-manager.yaml",
      "20-istio.yaml",
      "20-nvidia-device-plugin.yaml",
      "21-istio-ingress.yaml",
      "30-knative-serving.yaml",
      "31-net-istio.yaml",
      "40-kserve.yaml",
      "50-kserve-runtimes.yaml",
      "90-models.yaml",
      "apply.sh",
      "notes.md",
    ]);
  });

  it("gives the same bytes for the same program", () => {
    const text = (): string => {
      const app = new ServingApp();
      defaultPlatform(app);
      return [...app.files()].join();
    };
    expect(text()).toBe(text());
  });

  it("writes nothing where anything is wrong", () => {
    const empty = join(outdir, "empty");
    const app = new ServingApp({ outdir: empty });
    const models = defaultPlatform(app).namespace("models");
    new InferenceService(models, "bad", {
      predictor: { model: { modelFormat: "sklearn", args: [1] as unknown as string[] } },
    });
    expect(() => {
      app.synth();
    }).toThrow("platform/models/bad: spec.predictor.model.args[0] must be text, got 1; fix: write text");
    expect(existsSync(empty)).toBe(false);
  });

  it("annotates sync waves on demand", () => {
    const app = new ServingApp({ argoSyncWaves: true });
    defaultPlatform(app);
    expect(app.files().get("40-kserve.yaml")).toContain('argocd.argoproj.io/sync-wave: "40"');
  });

  it("writes YAML that reads back as objects", () => {
    expect(Yaml.load(join(outdir, "50-kserve-runtimes.yaml"))).toHaveLength(15);
  });
});
