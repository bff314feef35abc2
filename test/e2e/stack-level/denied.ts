import { App, Duration } from "cdk8s";
import { ServingPlatform } from "../../../charts/serving-platform";
import type { Manifest } from "../../../lib/internal/emit";
import type { Predictor } from "../../../lib/models/predictor";
import { InferenceService } from "../../../lib/models/inference-service";
import type { KnativeConfig } from "../../../lib/knative/config/config";
import type { Denied } from "./denied-checks";
import { MODELS } from "./programs";

/** Mistakes that the running webhooks deny, each written as YAML and with this package. */
export function denied(): Denied[] {
  return [
    {
      manifest: model("Iris.bad", { model: { modelFormat: { name: "sklearn" }, storageUri: "gs://a/b" } }),
      says: "InferenceService name must consist of",
      atSynth: () => {
        write("Iris.bad", { model: { modelFormat: "sklearn", storageUri: "gs://a/b" } });
      },
    },
    {
      manifest: model("bounds", {
        minReplicas: 3,
        maxReplicas: 1,
        model: { modelFormat: { name: "sklearn" }, storageUri: "gs://a/b" },
      }),
      says: "MaxReplicas",
      atSynth: () => {
        write("bounds", { minReplicas: 3, maxReplicas: 1, model: { modelFormat: "sklearn", storageUri: "gs://a/b" } });
      },
    },
    {
      manifest: config("config-autoscaler", "autoscaler", { "stable-window": "1s" }),
      says: "stable-window",
      atSynth: () => {
        configure({ autoscaler: { "stable-window": Duration.seconds(1) } });
      },
    },
    {
      manifest: config("config-autoscaler", "autoscaler", { "target-burst-capacity": "-7" }),
      says: "target-burst-capacity",
      atSynth: () => {
        configure({ autoscaler: { "target-burst-capacity": -7 } });
      },
    },
  ];
}

function model(name: string, predictor: object): Manifest {
  return {
    apiVersion: "serving.kserve.io/v1beta1",
    kind: "InferenceService",
    metadata: { name: name.toLowerCase(), namespace: MODELS },
    spec: { predictor },
  } as Manifest;
}

function config(name: string, component: string, data: Readonly<Record<string, string>>): Manifest {
  const labels = { "app.kubernetes.io/name": "knative-serving", "app.kubernetes.io/component": component };
  return {
    apiVersion: "v1",
    kind: "ConfigMap",
    // Another namespace: a dry run of the real one would first meet the fields that we own there.
    metadata: { name, namespace: "default", labels },
    data,
  } as Manifest;
}

function platform(knative?: KnativeConfig): ServingPlatform {
  return new ServingPlatform(new App(), "platform", {
    kubernetes: "1.35",
    profile: "dev",
    ...(knative && { knativeServing: { config: knative } }),
  });
}

function write(name: string, predictor: Predictor): void {
  new InferenceService(platform().namespace(MODELS), name.toLowerCase(), { predictor });
}

function configure(knative: KnativeConfig): void {
  platform(knative);
}
