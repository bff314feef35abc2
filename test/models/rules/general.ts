import { existingPool } from "../../../lib/gpu/pool";
import type { RuleName } from "../../../lib/models/rules";
import { model, server, standard, type RuleCases } from "./case";

const pool = existingPool({ name: "l4", nodeSelector: { pool: "l4" }, limits: { "nvidia.com/gpu": 4 } });

/** Rules that hold in both modes. */
export const general = {
  "mode-known": {
    fails: { predictor: { model }, annotations: { "serving.kserve.io/deploymentMode": "RawDeployment" } },
    says: 'mode must be "Knative" or "Standard", got "RawDeployment"',
    passes: { predictor: { model }, annotations: { "serving.kserve.io/deploymentMode": "Knative" } },
  },
  "model-name": {
    fails: { predictor: { model }, name: "1st" },
    says: 'name must be lower-case letters, digits and dashes that start with a letter, got "1st"',
    passes: { predictor: { model }, name: "first-1" },
  },
  "service-label": {
    fails: { predictor: { model }, name: "a".repeat(54) },
    says: "name must be at most 53 characters, so that the Service",
    passes: { predictor: { model }, name: "a".repeat(53) },
  },
  "host-label": {
    fails: { platform: standard, predictor: { model }, name: "a".repeat(47) },
    says: "name must be at most 46 characters in namespace team-a",
    passes: { platform: standard, predictor: { model }, name: "a".repeat(46) },
  },
  "one-implementation": {
    fails: { predictor: { model, sklearn: { storageUri: "gs://acme/iris" } } },
    says: 'predictor must be exactly one of model and containers, got "both"',
    passes: { predictor: { model, containers: [{ ...server, name: "transformer-container" }] } },
  },
  "server-first": {
    fails: {
      platform: standard,
      predictor: {
        containers: [
          { ...server, name: "log" },
          { ...server, name: "kserve-container" },
        ],
      },
    },
    says: 'containers must be with kserve-container as the first, and as no other, got ["log","kserve-container"]',
    passes: { platform: standard, predictor: { containers: [server, { ...server, name: "log" }] } },
  },
  "server-unnamed": {
    fails: { predictor: { model: { ...model, name: "kserve-container" } } },
    says: 'model.name must be left out, since KServe refuses it, got "kserve-container"',
    passes: { predictor: { model } },
  },
  "format-served": {
    fails: { predictor: { model: { modelFormat: "mlflow" } } },
    says: 'model.protocolVersion must be one of "v2", which runtimes of mlflow speak, got nothing',
    passes: { predictor: { model: { modelFormat: "mlflow", protocolVersion: "v2" } } },
  },
  "named-runtime": {
    fails: { predictor: { model: { modelFormat: "xgboost", runtime: "kserve-sklearnserver" } } },
    says: 'model.modelFormat must be one that runtime kserve-sklearnserver serves (sklearn), got "xgboost"',
    passes: { predictor: { model: { modelFormat: "xgboost", runtime: "kserve-mlserver", protocolVersion: "v2" } } },
  },
  "blocked-variables": {
    fails: { predictor: { model: { ...model, env: [{ name: "PYTHONPATH", value: "/code" }] } } },
    says: "model.env must be without PYTHONPATH, which KServe refuses",
    passes: { predictor: { model: { ...model, env: [{ name: "PATH", value: "/code" }] } } },
  },
  "custom-protocol": {
    fails: { predictor: { containers: [{ ...server, env: [{ name: "PROTOCOL", value: "grpc-v2" }] }] } },
    says: 'containers[0].env must be PROTOCOL "v1" or "v2", got "grpc-v2"',
    passes: { predictor: { containers: [{ ...server, env: [{ name: "PROTOCOL", value: "v2" }] }] } },
  },
  "container-images": {
    fails: { predictor: { containers: [{ args: ["serve"] }] } },
    says: "containers[0].image must be stated, got nothing",
    passes: { predictor: { containers: [server] } },
  },
  "container-names": {
    fails: {
      platform: standard,
      predictor: {
        model,
        containers: [
          { ...server, name: "log" },
          { ...server, name: "log" },
        ],
      },
    },
    says: 'containers[1].name must be a name of its own, got "log"',
    passes: {
      platform: standard,
      predictor: {
        model,
        containers: [
          { ...server, name: "log" },
          { ...server, name: "trace" },
        ],
      },
    },
  },
  "mounts-have-volumes": {
    fails: { predictor: { containers: [{ ...server, volumeMounts: [{ name: "data", mountPath: "/data" }] }] } },
    says: 'containers[0].volumeMounts must be of a volume that the pod has (none), got "data"',
    passes: {
      predictor: {
        containers: [{ ...server, volumeMounts: [{ name: "data", mountPath: "/data" }] }],
        volumes: [{ name: "data", emptyDir: {} }],
      },
    },
  },
  replicas: {
    fails: { predictor: { model, minReplicas: 3, maxReplicas: 2 } },
    says: "minReplicas must be at most maxReplicas (2), got 3",
    passes: { predictor: { model, minReplicas: 3, maxReplicas: 0 } },
  },
  "whole-seconds": {
    fails: { predictor: { model, timeout: 1.5 } },
    says: 'timeout must be a Duration of whole seconds, got "1.5s"',
    passes: { predictor: { model, timeout: 2 } },
  },
  quantities: {
    fails: { predictor: { model: { ...model, resources: { limits: { memory: "2 Gi" } } } } },
    says: 'model.resources.limits.memory must be a Kubernetes quantity of at least 0, got "2 Gi"',
    passes: { predictor: { model: { ...model, resources: { limits: { memory: "2Gi" } } } } },
  },
  "request-within-limit": {
    fails: { predictor: { model: { ...model, resources: { requests: { cpu: 4 }, limits: { cpu: 2 } } } } },
    says: 'model.resources.requests.cpu must be at most limits.cpu (2), got "4"',
    passes: { predictor: { model: { ...model, resources: { requests: { cpu: 2 }, limits: { cpu: 2 } } } } },
  },
  "gpus-once": {
    fails: { predictor: { model: { ...model, resources: { limits: { "nvidia.com/gpu": 1 } } }, gpus: 2 } },
    says: 'model.resources.limits.nvidia.com/gpu must be 2, as gpus says, got "1"',
    passes: { predictor: { model: { ...model, resources: { limits: { "nvidia.com/gpu": 2 } } }, gpus: 2 } },
  },
  "pool-needs-gpus": {
    fails: { predictor: { model, pool } },
    says: "gpus must be at least 1 on GPU pool l4, got 0",
    passes: { predictor: { model, pool, gpus: 1 } },
  },
  "pool-holds-model": {
    fails: { predictor: { model, pool, gpus: 2, minReplicas: 3 } },
    says: "gpus must be at most 4 over 3 pods, the limit of pool l4, got 2",
    passes: { predictor: { model, pool, gpus: 2, minReplicas: 2 } },
  },
  "ignored-fields": {
    fails: { predictor: { model, batcher: { maxBatchSize: 8, timeout: 60 } } },
    says: "batcher.timeout must be left out, since KServe does not read it, got 60",
    passes: { predictor: { model, batcher: { maxBatchSize: 8, maxLatency: 50 } } },
  },
  "ignored-annotations": {
    fails: { predictor: { model }, annotations: { "serving.kserve.io/targetUtilizationPercentage": "80" } },
    says: 'annotations["serving.kserve.io/targetUtilizationPercentage"] must be left out, since KServe does not read it',
    passes: { predictor: { model, scaleTarget: 80 } },
  },
  visibility: {
    fails: { predictor: { model }, labels: { "networking.kserve.io/visibility": "private" } },
    says: 'labels["networking.kserve.io/visibility"] must be "cluster-local", got "private"',
    passes: { predictor: { model }, labels: { "networking.kserve.io/visibility": "cluster-local" } },
  },
  "gke-accelerator": {
    fails: { predictor: { model }, annotations: { "serving.kserve.io/gke-accelerator": "nvidia-l4" } },
    says: 'annotations["serving.kserve.io/gke-accelerator"] must be beside a limit of nvidia.com/gpu',
    passes: { predictor: { model, gpus: 1 }, annotations: { "serving.kserve.io/gke-accelerator": "nvidia-l4" } },
  },
  logger: {
    fails: { predictor: { model, logger: { url: "http://log" } } },
    says: 'logger.mode must be "all", "request" or "response", got nothing',
    passes: { predictor: { model, logger: { url: "http://log", mode: "all" } } },
  },
  "art-storage": {
    fails: {
      predictor: { model },
      explainer: { art: { type: "SquareAttack", storage: { parameters: { type: "gs" } } } },
    },
    says: 'explainer.art.storage.parameters.type must be one of s3, hdfs, webhdfs beside storage, got "gs"',
    passes: {
      predictor: { model },
      explainer: { art: { type: "SquareAttack", storage: { parameters: { type: "s3" } } } },
    },
  },
} satisfies Partial<Record<RuleName, RuleCases>>;
