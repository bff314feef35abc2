import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { InferenceService, ServingApp, ServingPlatform } from "kserve-stack";
import { fromOutput, ServingStack } from "kserve-stack/pulumi";

const domain = new pulumi.Config().get("domain") ?? "models.acme.dev";
const settings = new kubernetes.core.v1.ConfigMap("settings", { data: { domain } });

function acmeServing(app: ServingApp): void {
  const platform = new ServingPlatform(app, "platform", {
    kubernetes: "1.35",
    domain: fromOutput(settings.data.apply((data) => data["domain"] ?? "")),
  });
  new InferenceService(platform.namespace("team-a"), "iris", {
    predictor: { model: { modelFormat: "sklearn", storageUri: "gs://acme-models/iris/v3" }, minReplicas: 0 },
  });
}

const serving = new ServingStack("serving", acmeServing, { protect: false });
export const gateway: pulumi.Output<string> = serving.gateway.address;
export const iris: pulumi.Output<string> = serving.url("team-a/iris");
