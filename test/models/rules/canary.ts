import type { RuleName } from "../../../lib/models/rules";
import { model, server, standard, type RuleCases } from "./case";

const second = { name: "v2", model };
const passes = { platform: standard, predictor: { model }, canary: [{ predictor: second, trafficPercent: 10 }] };
const nodes = {
  platform: standard,
  autoscalerClass: "none",
  predictor: {
    model: { modelFormat: "huggingface", storageUri: "pvc://models/llama" },
    workerSpec: { pipelineParallelSize: 2 },
  },
} as const;

/** Rules of several predictors, and of one on several nodes. */
export const several = {
  "canary-percent": {
    fails: { predictor: { model, canaryTrafficPercent: 101 } },
    says: "canaryTrafficPercent must be a whole number from 0 to 100, got 101",
    passes: { predictor: { model, canaryTrafficPercent: 0 } },
  },
  "canary-mode": {
    fails: { predictor: { model }, canary: [{ predictor: second, trafficPercent: 10 }] },
    says: 'canary must be left out in Knative mode, where a canary is a revision, got ["v2"]',
    passes,
  },
  "canary-names": {
    fails: {
      platform: standard,
      predictor: { model },
      canary: [
        { predictor: second, trafficPercent: 10 },
        { predictor: second, trafficPercent: 10 },
      ],
    },
    says: 'canary[1].predictor.name must be a name that no other predictor has, got "v2"',
    passes,
  },
  "canary-traffic": {
    fails: {
      platform: standard,
      predictor: { model },
      canary: [
        { predictor: second, trafficPercent: 60 },
        { predictor: { name: "v3", model }, trafficPercent: 60 },
      ],
    },
    says: "canary must be at most 100 percent together, got 120",
    passes,
  },
  "canary-alike": {
    fails: {
      ...passes,
      canary: [{ predictor: { name: "v2", sklearn: { storageUri: "gs://acme/v2" } }, trafficPercent: 10 }],
    },
    says: 'canary[0].predictor.sklearn must be model, which alone goes over the stable predictor\'s, got "sklearn"',
    passes: { ...passes, predictor: { sklearn: { storageUri: "gs://acme/iris" } } },
  },
  "canary-fixed": {
    fails: { ...passes, canary: [{ predictor: { ...second, maxReplicas: 3 }, trafficPercent: 10 }] },
    says: "canary[0].predictor.maxReplicas must be left out of a canary, whose pods are a fixed number, got 3",
    passes,
  },
  "ephemeral-containers": {
    fails: {
      ...passes,
      canary: [{ predictor: { ...second, ephemeralContainers: [{ ...server, name: "debug" }] }, trafficPercent: 10 }],
    },
    says: "canary[0].predictor.ephemeralContainers must be left out, got 1",
    passes,
  },
  "multi-node": {
    fails: {
      ...nodes,
      predictor: { ...nodes.predictor, model: { modelFormat: "huggingface", storageUri: "hf://a/b" } },
    },
    says: 'model.storageUri must be pvc:// or oci:// where several nodes serve a model, got "hf://a/b"',
    passes: nodes,
  },
  "multi-node-variables": {
    fails: {
      ...nodes,
      predictor: {
        ...nodes.predictor,
        model: { ...nodes.predictor.model, env: [{ name: "TENSOR_PARALLEL_SIZE", value: "2" }] },
      },
    },
    says: 'model.env must be without TENSOR_PARALLEL_SIZE, which KServe writes itself, got "2"; fix: workerSpec: { tensorParallelSize: 2 }',
    passes: nodes,
  },
  "multi-node-gpus": {
    fails: {
      ...nodes,
      predictor: {
        ...nodes.predictor,
        model: { ...nodes.predictor.model, resources: { limits: { "acme.com/gpu": 1 } } },
      },
    },
    says: "model.resources.acme.com/gpu must be cpu, memory or one of nvidia.com/gpu",
    passes: {
      ...nodes,
      annotations: { "serving.kserve.io/gpu-resource-types": '["acme.com/gpu"]' },
      predictor: {
        ...nodes.predictor,
        model: { ...nodes.predictor.model, resources: { limits: { "acme.com/gpu": 1 } } },
      },
    },
  },
} satisfies Partial<Record<RuleName, RuleCases>>;
