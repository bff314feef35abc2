import { strictEqual } from "node:assert";
import { readdirSync } from "node:fs";
import { InferenceService, LAYERS, plan, ServingApp, ServingPlatform, type Predictor } from "kserve-stack";
import { synthesize } from "kserve-stack/testing";

const predictor: Predictor = { model: { modelFormat: "sklearn", storageUri: "gs://acme-models/iris/v3" } };
function acmeServing(app: ServingApp): void {
  const platform = new ServingPlatform(app, "platform", { kubernetes: "1.34", domain: "models.acme.dev" });
  new InferenceService(platform.namespace("team-a"), "iris", { predictor });
}

const app = new ServingApp({ outdir: "dist" });
acmeServing(app);
app.synth();
strictEqual(readdirSync("dist").includes(`${String(LAYERS.models)}-team-a.yaml`), true);
strictEqual(plan(app).charts.length, synthesize(acmeServing).plan.charts.length);
