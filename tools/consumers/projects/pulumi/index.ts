import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { InferenceService, ServingApp, ServingPlatform } from "kserve-stack";
import * as outlet from "kserve-stack/pulumi";

const domain = new pulumi.Config().get("domain") ?? "models.acme.dev";
const app = new ServingApp();
const platform = new ServingPlatform(app, "platform", { kubernetes: "1.34", domain });
new InferenceService(platform.namespace("team-a"), "iris", {
  predictor: { model: { modelFormat: "sklearn", storageUri: "gs://acme-models/iris/v3" }, minReplicas: 0 },
});

export const objects: pulumi.Output<number> = pulumi.output(app.plan().charts.flatMap((chart) => chart.objects).length);
export const provider: typeof kubernetes.Provider = kubernetes.Provider;
export const exported: readonly string[] = Object.keys(outlet);
