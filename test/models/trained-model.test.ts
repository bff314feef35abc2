import { Size } from "cdk8s";
import { describe, expect, it } from "vitest";
import { defaultPlatform } from "../../charts/default-platform";
import { synthesize } from "../../charts/testing";
import { InferenceService } from "../../lib/models/inference-service";
import type { Predictor } from "../../lib/models/predictor";
import { TrainedModel } from "../../lib/models/trained-model/trained-model";
import type { TrainedModelProps } from "../../lib/models/trained-model/trained-model-props";

const model = { storageUri: "gs://acme/iris", framework: "sklearn", memory: "256Mi" };
const server: Predictor = {
  model: { modelFormat: "sklearn", resources: { limits: { memory: "1Gi" } } },
};

function program(props: Partial<TrainedModelProps>, predictor: Predictor = server, names: readonly string[] = ["a"]) {
  return synthesize((app) => {
    const team = defaultPlatform(app).namespace("team-a");
    const inferenceService = new InferenceService(team, "server", { predictor });
    for (const name of names) new TrainedModel(team, name, { inferenceService, model, ...props });
  });
}

describe("a TrainedModel", () => {
  it("is KServe's object, after its server", () => {
    const made = program({ model: { ...model, memory: Size.mebibytes(512) } });
    expect(made.find("TrainedModel", "a", "team-a")).toEqual({
      apiVersion: "serving.kserve.io/v1alpha1",
      kind: "TrainedModel",
      metadata: { name: "a", namespace: "team-a" },
      spec: { inferenceService: "server", model: { ...model, memory: "512Mi" } },
    });
    const objects = made.plan.charts.flatMap((chart) => chart.objects);
    const trained = objects.find(({ manifest }) => manifest.kind === "TrainedModel");
    expect(trained?.after).toContain("serving.kserve.io/InferenceService team-a/server");
  });

  it("may name a server that others emit", () => {
    expect(program({ inferenceService: "elsewhere" }).find("TrainedModel", "a", "team-a")).toMatchObject({
      spec: { inferenceService: "elsewhere" },
    });
  });

  it.each<[string, Partial<TrainedModelProps>, string]>([
    [
      "a scheme that the agent does not fetch",
      { model: { ...model, storageUri: "pvc://claim/iris" } },
      "model.storageUri must be a URI with one of s3:// gs:// https:// http://, which KServe's agent fetches",
    ],
    [
      "a scheme that the agent names and the webhook denies",
      { model: { ...model, storageUri: "abfs://models@acme/iris" } },
      "model.storageUri must be a URI with one of s3:// gs:// https:// http://",
    ],
    ["a misspelt scheme", { model: { ...model, storageUri: "gss://a" } }, "fix: did you mean gs://?"],
    ["no framework", { model: { ...model, framework: "" } }, "model.framework must be stated"],
    [
      "no amount",
      { model: { ...model, memory: "much" } },
      'model.memory must be a Kubernetes quantity above 0, got "much"',
    ],
    ["no memory", { model: { ...model, memory: "0" } }, "model.memory must be a Kubernetes quantity above 0"],
    ["an underscore", { name: "a_b" }, 'name must be lower-case letters, digits and dashes, got "a_b"'],
    ["no server", { inferenceService: "" }, "inferenceService must be an InferenceService or its name"],
    [
      "another namespace",
      { namespace: "team-b" },
      'inferenceService must be in namespace team-b, where KServe looks for it, got "team-a/server"',
    ],
  ])("refuses %s", (_, props, message) => {
    expect(() => program(props)).toThrow(message);
  });

  it.each<[string, Predictor, string]>([
    [
      "has a model of its own",
      { model: { modelFormat: "sklearn", storageUri: "gs://acme/own", resources: { limits: { memory: "1Gi" } } } },
      'inferenceService must be a multi-model server; server has a model of its own, got "server"; fix: leave its storageUri out',
    ],
    [
      "is of Hugging Face",
      { model: { modelFormat: "huggingface" } },
      "server serves the format huggingface, which is never one",
    ],
    ["does not say so", { containers: [{ image: "acme/server:1" }] }, "server does not say that its container is one"],
    [
      "has no memory limit",
      { model: { modelFormat: "sklearn" } },
      "model.memory must be within the memory limit of server (none is stated), which holds 1 models",
    ],
  ])("refuses a server that %s", (_, predictor, message) => {
    expect(() => program({}, predictor)).toThrow(message);
  });

  it("takes a container that says so", () => {
    const containers = [{ image: "acme/server:1", env: [{ name: "MULTI_MODEL_SERVER", value: "true" }] }];
    expect(() => program({}, { containers })).not.toThrow();
  });

  it("holds the memory of all models of a server against its limit, once", () => {
    expect(() => program({}, server, ["a", "b", "c", "d"])).not.toThrow();
    expect(() => program({}, server, ["a", "b", "c", "d", "e"])).toThrow(
      /^platform\/team-a\/e: model\.memory must be within the memory limit of server \(1Gi\), which holds 5 models, got "1280Mi"; fix: [^\n]*$/,
    );
  });
});
