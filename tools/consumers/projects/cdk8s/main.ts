import { InferenceService, ServingApp, ServingPlatform } from "kserve-stack";

export function acmeServing(app: ServingApp): void {
  const platform = new ServingPlatform(app, "platform", { kubernetes: "1.34", domain: "models.acme.dev" });
  new InferenceService(platform.namespace("team-a"), "iris", {
    predictor: { model: { modelFormat: "sklearn", storageUri: "gs://acme-models/iris/v3" }, minReplicas: 0 },
  });
}

const app = new ServingApp();
acmeServing(app);
app.synth();
