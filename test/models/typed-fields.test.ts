import { describe, expect, it } from "vitest";
import { differences } from "./typed-fields";

describe("the properties of an InferenceService", () => {
  const found = differences({
    file: "lib/models/inference-service.ts",
    type: "InferenceServiceProps",
    apiVersion: "serving.kserve.io/v1beta1",
    kind: "InferenceService",
    path: ["spec"],
  });

  it("say every field that KServe's schema names", () => {
    expect(found.fields).toBeGreaterThan(10_000);
    expect(found.unsayable).toEqual([]);
  }, 60_000);

  it("offer no field that the schema refuses, beside their own", () => {
    const own = [".name", ".namespace", ".mode", ".autoscalerClass", ".labels", ".annotations", ".exact", ".waive"];
    const predictors = [".predictor", ".canary[].predictor"];
    const ofPredictors = predictors.flatMap((at) => [`${at}.gpus`, `${at}.pool`]);
    const ofAll = [...predictors, ".transformer", ".explainer"].map((at) => `${at}.credentials`);
    expect([...found.unknown].sort()).toEqual([...own, ...ofPredictors, ...ofAll].sort());
  });

  it("would be found wanting", () => {
    const { unsayable, unknown } = differences({
      file: "lib/models/canary.ts",
      type: "Canary",
      apiVersion: "serving.kserve.io/v1beta1",
      kind: "InferenceService",
      path: ["spec"],
    });
    expect(unsayable).toContain(".transformer");
    expect(unknown).toContain(".trafficPercent");
  }, 60_000);
});
