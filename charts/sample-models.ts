import { existingPool } from "../lib/gpu/pool";
import { InferenceService } from "../lib/models/inference-service";
import { latestRelease } from "../lib/releases";
import type { ServingPlatform } from "./serving-platform";

/** The model of KServe's own first example. @see https://kserve.github.io/website/docs/getting-started/predictive-first-isvc */
const IRIS = "gs://kfserving-examples/models/sklearn/1.0/model";

/** One model of each sort: small and idle most of the time, on a GPU, and a server of its own. */
export function sampleModels(platform: ServingPlatform): void {
  const models = platform.namespace("models");
  new InferenceService(models, "iris", {
    predictor: {
      minReplicas: 0,
      model: {
        modelFormat: "sklearn",
        storageUri: IRIS,
        resources: { requests: { cpu: "100m", memory: "512Mi" }, limits: { cpu: "1", memory: "1Gi" } },
      },
    },
  });
  new InferenceService(models, "llm", {
    predictor: {
      minReplicas: 0,
      gpus: 1,
      pool: existingPool({ name: "gpu", nodeSelector: { "nvidia.com/gpu.present": "true" } }),
      model: {
        modelFormat: "huggingface",
        storageUri: "hf://Qwen/Qwen2.5-0.5B-Instruct",
        resources: { requests: { cpu: "2", memory: "8Gi" }, limits: { cpu: "4", memory: "16Gi" } },
      },
    },
  });
  new InferenceService(models, "custom", {
    predictor: {
      minReplicas: 0,
      containers: [
        {
          image: latestRelease.images["kserve-sklearnserver"].image,
          args: ["--model_name=custom", "--model_dir=/mnt/models", "--http_port=8080"],
          // KServe fetches what this variable names into /mnt/models before the container starts.
          env: [{ name: "STORAGE_URI", value: IRIS }],
          ports: [{ containerPort: 8080, protocol: "TCP" }],
          resources: { requests: { cpu: "100m", memory: "512Mi" }, limits: { cpu: "1", memory: "1Gi" } },
        },
      ],
    },
  });
}
