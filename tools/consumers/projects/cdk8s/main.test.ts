import { Chart, Size, Testing } from "cdk8s";
// The version that `cdk8s init` brings, which is not the one that kserve-stack has its types from.
import { Cpu, ServiceAccount } from "cdk8s-plus-33";
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

test("a model takes the objects and amounts that a project has", () => {
  const { find } = synthesize((app) => {
    const platform = new ServingPlatform(app, "platform", { kubernetes: "1.34", profile: "dev" });
    const serviceAccount = new ServiceAccount(new Chart(app, "accounts"), "reader", { metadata: { name: "reader" } });
    const limits = { cpu: Cpu.units(2), memory: Size.gibibytes(4) };
    new InferenceService(platform.namespace("team-a"), "iris", {
      predictor: { serviceAccountName: serviceAccount, model: { modelFormat: "sklearn", resources: { limits } } },
    });
  });
  expect(find("InferenceService", "iris", "team-a")).toMatchObject({
    spec: {
      predictor: { serviceAccountName: "reader", model: { resources: { limits: { cpu: "2", memory: "4Gi" } } } },
    },
  });
});

test("a mistake is an error of the program", () => {
  expect(() =>
    synthesize((app) => {
      new ServingPlatform(app, "platform", { kubernetes: "1.12", profile: "dev" });
    }),
  ).toThrow("platform: kubernetes must be between");
});
