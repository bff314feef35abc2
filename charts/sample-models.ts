import { existingPool } from "../lib/gpu/pool";
import { InferenceService } from "../lib/models/inference-service";
import type { ServingPlatform } from "./serving-platform";

/** The model of KServe's own first example. @see https://kserve.github.io/website/docs/getting-started/predictive-first-isvc */
const IRIS = "gs://kfserving-examples/models/sklearn/1.0/model";

/** One model of each sort: small and idle most of the time, on a GPU unless that is left out, and a server of its own. */
export function sampleModels(platform: ServingPlatform, { gpu = true }: { readonly gpu?: boolean } = {}): void {
  const models = platform.namespace("models");
  // Only Knative starts a pod for the first request: in Standard mode one has to be there.
  const minReplicas = platform.mode === "Knative" ? 0 : 1;
  new InferenceService(models, "iris", {
    predictor: {
      minReplicas,
      model: {
        modelFormat: "sklearn",
        storageUri: IRIS,
        resources: { requests: { cpu: "100m", memory: "512Mi" }, limits: { cpu: "1", memory: "1Gi" } },
      },
    },
  });
  if (gpu) {
    new InferenceService(models, "llm", {
      predictor: {
        minReplicas,
        gpus: 1,
        pool: existingPool({ name: "gpu", nodeSelector: { "nvidia.com/gpu.present": "true" } }),
        model: {
          modelFormat: "huggingface",
          storageUri: "hf://Qwen/Qwen2.5-0.5B-Instruct",
          resources: { requests: { cpu: "2", memory: "8Gi" }, limits: { cpu: "4", memory: "16Gi" } },
        },
      },
    });
  }
  new InferenceService(models, "custom", {
    predictor: {
      minReplicas,
      containers: [
        {
          image: platform.release.images["kserve-sklearnserver"].image,
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
