import { Testing } from "cdk8s";
import { InferenceService, ServingPlatform } from "kserve-stack";
import { synthesize } from "kserve-stack/testing";
import { acmeServing } from "./main";

test("a stock app synthesizes a platform with a model", () => {
  const platform = new ServingPlatform(Testing.app(), "platform", { kubernetes: "1.34", profile: "dev" });
  const team = platform.namespace("team-a");
  new InferenceService(team, "iris", {
    predictor: { model: { modelFormat: "sklearn", storageUri: "gs://acme-models/iris/v3" } },
  });
  expect(Testing.synth(team)).toMatchSnapshot();
});

test("the platform of this project scales its model to zero", () => {
  const { find, manifests } = synthesize(acmeServing);
  expect(find("InferenceService", "iris", "team-a")).toMatchObject({ spec: { predictor: { minReplicas: 0 } } });
  expect(manifests.length).toBeGreaterThan(100);
});

test("a mistake is an error of the program", () => {
  expect(() =>
    synthesize((app) => {
      new ServingPlatform(app, "platform", { kubernetes: "1.12", profile: "dev" });
    }),
  ).toThrow("platform: kubernetes must be between");
});
