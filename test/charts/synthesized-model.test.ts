import { describe, expect, it } from "vitest";
import { defaultPlatform } from "../../charts/default-platform";
import { synthesize, type Synthesized } from "../../charts/testing";
import { KarpenterAwsPool } from "../../lib/gpu/karpenter-aws-pool";
import { existingPool } from "../../lib/gpu/pool";
import { InferenceService } from "../../lib/models/inference-service";
import type { Predictor } from "../../lib/models/predictor";

const llama = { modelFormat: "huggingface", storageUri: "hf://meta-llama/Llama-3.1-8B-Instruct" };

function program(predictor: (l4: KarpenterAwsPool) => Predictor): Synthesized {
  return synthesize((app) => {
    const platform = defaultPlatform(app, { profile: "production", domain: "models.acme.dev" });
    const l4 = new KarpenterAwsPool(platform, "l4", { instanceFamilies: ["g6"], nodeClass: "default" });
    new InferenceService(platform.namespace("team-a"), "llama", { predictor: predictor(l4) });
  });
}

describe("a synthesized model", () => {
  it("says what it asks for, with what KServe fills in, and what serves it", () => {
    const { gpus, requests, limits, runtime, image } = program((pool) => ({ model: llama, pool, gpus: 2 })).model(
      "team-a/llama",
    );
    expect(gpus).toBe(2);
    expect(limits).toEqual({ cpu: "1", memory: "2Gi", "nvidia.com/gpu": "2" });
    expect(requests).toMatchObject({ "nvidia.com/gpu": "2" });
    expect(runtime).toBe("kserve-huggingfaceserver");
    expect(image).toMatch(/huggingfaceserver:v0\.20\.0-gpu$/);
  });

  it("has the image without a GPU where it asks for none, and its own where it brings one", () => {
    expect(program(() => ({ model: llama })).model("team-a/llama").image).toMatch(/huggingfaceserver:v0\.20\.0$/);
    const own = program(() => ({ containers: [{ image: "ghcr.io/acme/own:1" }] })).model("team-a/llama");
    expect(own).toMatchObject({ gpus: 0, runtime: undefined, image: "ghcr.io/acme/own:1" });
  });

  it("takes the runtime of the highest priority, or the one that is named", () => {
    const runtime = (model: Predictor["model"]) => program(() => ({ model })).model("team-a/llama").runtime;
    expect(runtime({ modelFormat: "sklearn" })).toBe("kserve-sklearnserver");
    expect(runtime({ modelFormat: "sklearn", protocolVersion: "v2" })).toBe("kserve-mlserver");
    expect(runtime({ modelFormat: "sklearn", runtime: "kserve-predictiveserver" })).toBe("kserve-predictiveserver");
    expect(runtime({ modelFormat: "acme", runtime: "acme-server" })).toBeUndefined();
  });

  it("goes to the pool that it names, by its name or the pool itself, and to no other", () => {
    const a100 = existingPool({ name: "a100", nodeSelector: { pool: "a100" } });
    const model = program((pool) => ({ model: llama, pool, gpus: 1 })).model("team-a/llama");
    expect(model.schedulesOn("l4")).toBe(true);
    expect(model.schedulesOn(a100)).toBe(false);
    const other = program(() => ({ model: llama, pool: a100, gpus: 1 })).model("team-a/llama");
    expect([other.schedulesOn("l4"), other.schedulesOn("a100")]).toEqual([false, true]);
    expect(
      program(() => ({ model: llama }))
        .model("team-a/llama")
        .schedulesOn("l4"),
    ).toBe(false);
  });

  it("goes to a pool by labels and tolerations of its own, too, but not without the toleration", () => {
    const nodeSelector = { "karpenter.sh/nodepool": "l4" };
    const goes = (tolerations: Predictor["tolerations"]) =>
      program(() => ({ model: llama, nodeSelector, tolerations }))
        .model("team-a/llama")
        .schedulesOn("l4");
    expect(goes([{ operator: "Exists" }])).toBe(true);
    expect(goes([{ key: "nvidia.com/gpu", operator: "Exists" }])).toBe(true);
    expect(goes([{ key: "nvidia.com/gpu", operator: "Exists", effect: "NoExecute" }])).toBe(false);
    expect(goes(undefined)).toBe(false);
  });

  it("goes to a pool by a required affinity of every term", () => {
    const term = (value: string) => ({
      matchExpressions: [{ key: "karpenter.sh/nodepool", operator: "In" as const, values: [value] }],
    });
    const goes = (...pools: string[]) =>
      program(() => ({
        model: llama,
        tolerations: [{ operator: "Exists" }],
        affinity: {
          nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: pools.map(term) } },
        },
      }))
        .model("team-a/llama")
        .schedulesOn("l4");
    expect([goes("l4"), goes("l4", "a100")]).toEqual([true, false]);
  });

  it("is told where it or its pool is not there, with what was meant", () => {
    const all = program((pool) => ({ model: llama, pool, gpus: 1 }));
    expect(() => all.model("team-a/lama")).toThrow(
      'model must be one of team-a/llama, got "team-a/lama"; fix: did you mean team-a/llama?',
    );
    expect(() => all.model("team-a/llama").schedulesOn("l5")).toThrow("did you mean l4?");
  });
});
