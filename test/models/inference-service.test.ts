import { Duration, Testing } from "cdk8s";
import { ServiceAccount } from "cdk8s-plus-27";
import { describe, expect, it } from "vitest";
import { defaultPlatform } from "../../charts/default-platform";
import { synthesize } from "../../charts/testing";
import { existingPool } from "../../lib/gpu/pool";
import type { Manifest } from "../../lib/internal/emit";
import { InferenceService, type InferenceServiceProps } from "../../lib/models/inference-service";
import type { Predictor } from "../../lib/models/predictor";
import type { ServingApp } from "../../lib/output/serving-app";
import { existing } from "../../lib/releases/existing";

function model(predictor: Predictor, props: Partial<InferenceServiceProps> = {}): Manifest | undefined {
  return synthesize(
    (app) => new InferenceService(defaultPlatform(app).namespace("team-a"), "iris", { predictor, ...props }),
  ).find("InferenceService", props.name ?? "iris", "team-a");
}

const sklearn = { modelFormat: "sklearn", storageUri: "gs://acme/iris" };

describe("an InferenceService", () => {
  it("always says its deployment mode", () => {
    expect(model({ model: sklearn })).toMatchObject({
      metadata: { annotations: { "serving.kserve.io/deploymentMode": "Knative" } },
      spec: { predictor: { model: { modelFormat: { name: "sklearn" }, storageUri: "gs://acme/iris" } } },
    });
  });

  it("takes its node selector, tolerations and GPU limit from a pool", () => {
    const pool = existingPool({ name: "l4", nodeSelector: { pool: "l4" } });
    expect(model({ model: { ...sklearn, modelFormat: "triton" }, pool, gpus: 2 })).toMatchObject({
      spec: {
        predictor: {
          nodeSelector: { pool: "l4" },
          tolerations: [{ key: "nvidia.com/gpu", operator: "Exists", effect: "NoSchedule" }],
          model: { resources: { limits: { "nvidia.com/gpu": "2" } } },
        },
      },
    });
  });

  it("raises a limit that would lie below the request", () => {
    expect(model({ model: { ...sklearn, resources: { requests: { cpu: "4" } } } })).toMatchObject({
      spec: { predictor: { model: { resources: { requests: { cpu: "4" }, limits: { cpu: "4" } } } } },
    });
  });

  it("writes a time limit in seconds", () => {
    expect(model({ model: sklearn, timeout: Duration.minutes(2) })).toMatchObject({
      spec: { predictor: { timeout: 120 } },
    });
  });

  it("takes the ServiceAccount of cdk8s-plus, made here or elsewhere, or its name", () => {
    const chart = Testing.chart();
    const made = new ServiceAccount(chart, "made", { metadata: { name: "trainer" } });
    const known = ServiceAccount.fromServiceAccountName(chart, "known", "reader");
    for (const [serviceAccountName, name] of [
      [made, "trainer"],
      [known, "reader"],
      ["plain", "plain"],
    ] as const) {
      expect(model({ model: sklearn, serviceAccountName })).toMatchObject({
        spec: { predictor: { serviceAccountName: name } },
      });
    }
  });

  it("takes a container of its own as the model server", () => {
    expect(model({ containers: [{ image: "acme/server:1" }] })).toMatchObject({
      spec: { predictor: { containers: [{ name: "kserve-container", image: "acme/server:1" }] } },
    });
  });
});

describe("a mistake in a model", () => {
  it.each<[string, Predictor, string]>([
    ["neither model nor containers", {}, 'predictor must be exactly one of model and containers, got "neither"'],
    [
      "a scheme that KServe does not read",
      { model: { ...sklearn, storageUri: "gcs://b" } },
      "model.storageUri must be a URI with one of s3:// gs://",
    ],
    [
      "a format that no runtime serves",
      { model: { ...sklearn, modelFormat: "sklern" } },
      'got "sklern"; fix: did you mean sklearn?',
    ],
    [
      "a version that no runtime serves",
      { model: { ...sklearn, modelFormat: { name: "sklearn", version: "9" } } },
      "model.modelFormat.version must be one of 1, 0 for sklearn",
    ],
    [
      "a negative number of replicas",
      { model: sklearn, minReplicas: -1 },
      "minReplicas must be a whole number of at least 0, got -1",
    ],
    [
      "bounds that cross",
      { model: sklearn, minReplicas: 3, maxReplicas: 2 },
      "minReplicas must be at most maxReplicas (2), got 3",
    ],
    [
      "a share above 100",
      { model: sklearn, canaryTrafficPercent: 101 },
      "canaryTrafficPercent must be a whole number from 0 to 100, got 101",
    ],
    [
      "a pool without GPUs",
      { model: sklearn, pool: existingPool({ name: "l4", nodeSelector: {} }) },
      "gpus must be at least 1 on GPU pool l4",
    ],
    [
      "a time limit with a fraction of a second",
      { model: sklearn, timeout: Duration.millis(1500) },
      'timeout must be a Duration of whole seconds, got "1.5s"; fix: Duration.seconds(2)',
    ],
    [
      "a time limit above Knative's",
      { model: sklearn, timeout: Duration.minutes(20) },
      'timeout must be at most 600 s, Knative\'s max-revision-timeout-seconds, got "1200 s"; fix: knativeServing: { config: { defaults: { "max-revision-timeout-seconds": 1200 } } } on the platform',
    ],
  ])("is told with its path: %s", (_, predictor, message) => {
    expect(() => model(predictor)).toThrow("platform/team-a/iris: ");
    expect(() => model(predictor)).toThrow(message);
  });

  it("is none where the platform lets requests take as long", () => {
    const knativeServing = { config: { defaults: { "max-revision-timeout-seconds": 1200 } } };
    for (const props of [{ knativeServing }, { knativeServing: existing({ version: "1.21.1" }) }]) {
      const build = (app: ServingApp): InferenceService =>
        new InferenceService(defaultPlatform(app, props).namespace("team-a"), "iris", {
          predictor: { model: sklearn, timeout: Duration.minutes(20) },
        });
      expect(() => synthesize(build)).not.toThrow();
    }
  });

  it("is told where KServe's schema finds it", () => {
    const predictor = { model: { ...sklearn, env: [{ nam: "A", value: "1" }] } } as unknown as Predictor;
    expect(() => model(predictor)).toThrow(
      'platform/team-a/iris: spec.predictor.model.env[0].nam must be a field that the schema knows, got "nam"; fix: did you mean name?',
    );
  });

  it("is told of a name that KServe refuses", () => {
    expect(() => model({ model: sklearn }, { name: "Iris" })).toThrow(
      "name must be lower-case letters, digits and dashes",
    );
  });

  it("carries no stack trace", () => {
    try {
      model({});
    } catch (error) {
      expect((error as Error).stack).not.toContain("    at ");
    }
  });
});
