import { describe, expect, it } from "vitest";
import { ServingPlatform } from "../../charts/serving-platform";
import { synthesize } from "../../charts/testing";
import { KarpenterAwsPool } from "../../lib/gpu/karpenter-aws-pool";
import { InferenceService } from "../../lib/models/inference-service";

describe("a GPU pool of a platform", () => {
  it("goes into the platform's file for pools, before every model", () => {
    const synthesized = synthesize((app) => {
      const platform = new ServingPlatform(app, "platform", { kubernetes: "1.34", domain: "models.acme.dev" });
      const pool = new KarpenterAwsPool(platform, "l4", { instanceFamilies: ["g6"], nodeClass: "default" });
      new InferenceService(platform.namespace("team-a"), "llama", {
        predictor: { model: { modelFormat: "huggingface", storageUri: "hf://acme/llama" }, pool, gpus: 1 },
      });
    });
    expect(synthesized.plan.charts.find(({ name }) => name === "gpu-pools")).toMatchObject({
      file: "20-gpu-pools.yaml",
    });
    expect(synthesized.find("InferenceService", "llama", "team-a")).toMatchObject({
      spec: { predictor: { nodeSelector: { "karpenter.sh/nodepool": "l4" } } },
    });
  });
});
