import { ApiObject, App, JsonPatch } from "cdk8s";
import { describe, expect, it } from "vitest";
import type { ServingPlatformProps } from "../../charts/platform-props";
import { ServingPlatform } from "../../charts/serving-platform";
import { synthesize } from "../../charts/testing";
import type { InvalidError } from "../../lib/internal/invalid";
import { InferenceService, type InferenceServiceProps } from "../../lib/models/inference-service";
import { existing } from "../../lib/releases/existing";

const sklearn = { modelFormat: "sklearn", storageUri: "gs://acme/iris" };
const made = (props: InferenceServiceProps, platform: ServingPlatformProps = {}) => {
  const app = new App();
  const team = new ServingPlatform(app, "platform", { profile: "dev", ...platform }).namespace("team-a");
  return new InferenceService(team, "iris", props);
};

describe("judging a model", () => {
  it("tells everything that is wrong at once", () => {
    const predictor = { model: { ...sklearn, modelFormat: "skleran" }, minReplicas: -1, timeout: 1.5 };
    try {
      made({ predictor, name: "Iris" });
      expect.unreachable();
    } catch (error) {
      const { messages } = error as InvalidError;
      expect(messages.map((message) => / \[([\w-]+)\]$/.exec(message)?.[1])).toEqual([
        "model-name",
        "format-served",
        "replicas",
        "whole-seconds",
      ]);
      expect(messages[1]).toContain("did you mean sklearn?");
    }
  });

  it("judges what is patched onto the object, by its schema and by the rules", () => {
    const patched = (path: string, value: unknown) => () =>
      synthesize((app) => {
        const team = new ServingPlatform(app, "platform", { profile: "dev" }).namespace("team-a");
        const iris = new InferenceService(team, "iris", { predictor: { model: sklearn } });
        ApiObject.of(iris).addJsonPatch(JsonPatch.add(path, value));
      });
    expect(patched("/spec/predictor/minReplicas", 0)).not.toThrow();
    expect(patched("/spec/predictor/deploymentStrategy", { type: "Recreate" })).toThrow(
      "platform/team-a/iris: deploymentStrategy must be left out in Knative mode",
    );
    expect(patched("/spec/predictor/minReplica", 0)).toThrow(
      "spec.predictor.minReplica must be a field that the schema knows",
    );
  });

  it("takes an annotation of a component over the model's, as KServe does", () => {
    const keda = existing({ version: "2.18.0" });
    const annotations = { "serving.kserve.io/autoscalerClass": "keda" };
    expect(() => made({ predictor: { model: sklearn, annotations } }, { mode: "Standard", keda })).toThrow(
      "[keda-metrics]",
    );
  });

  it("names the component that is wrong", () => {
    const transformer = { containers: [{ image: "acme/transformer:1" }], scaleMetric: "cpu" } as const;
    expect(() => made({ predictor: { model: sklearn }, transformer })).toThrow(
      'platform/team-a/iris: transformer.scaleMetric must be "concurrency" or "rps"',
    );
    const explainer = { containers: [] };
    expect(() => made({ predictor: { model: sklearn }, explainer })).toThrow(
      'platform/team-a/iris: explainer must be exactly one of art and containers, got "neither"',
    );
  });
});

describe("Knative's feature flags", () => {
  const features = (platform: ServingPlatformProps, dnsPolicy: "Default" | undefined) =>
    synthesize((app) => {
      const team = new ServingPlatform(app, "platform", { profile: "dev", ...platform }).namespace("team-a");
      new InferenceService(team, "iris", { predictor: { model: sklearn, dnsPolicy } });
    }).find("ConfigMap", "config-features", "knative-serving") as unknown as { data: Record<string, string> };
  const flag = "kubernetes.podspec-dnspolicy";

  it("are turned on by the model that needs one, where Knative is the platform's", () => {
    expect(features({}, undefined).data).not.toHaveProperty([flag]);
    expect(features({}, "Default").data).toMatchObject({ [flag]: "enabled" });
    expect(Object.keys(features({}, "Default").data)).toEqual(Object.keys(features({}, "Default").data).sort());
  });

  it("stay as they were stated, and the model is told", () => {
    expect(() => features({ knativeServing: { config: { features: { [flag]: "disabled" } } } }, "Default")).toThrow(
      `dnsPolicy must be left out where Knative's ${flag} is disabled`,
    );
    expect(features({ knativeServing: { config: { features: { [flag]: "allowed" } } } }, "Default").data).toMatchObject(
      {
        [flag]: "allowed",
      },
    );
  });

  it("must be on where Knative is there and its flags are stated; one that is left out is Knative's default", () => {
    const there = (stated?: object): ServingPlatformProps => ({
      knativeServing: existing({ version: "1.21.1", ...(stated && { config: { features: stated } }) }),
    });
    expect(() => features(there({ [flag]: "enabled" }), "Default")).not.toThrow();
    expect(() => features(there({}), "Default")).toThrow(`features: { "${flag}": "enabled" }`);
    expect(() => features(there(), "Default")).not.toThrow();
  });

  it("are not enough as allowed for what Knative wants enabled", () => {
    const allowed = {
      knativeServing: { config: { features: { "kubernetes.podspec-init-containers": "allowed" } } },
    } as const;
    const initContainers = [{ name: "init", image: "acme/init:1" }];
    expect(() => made({ predictor: { model: sklearn, initContainers } }, allowed)).toThrow(
      "initContainers must be left out where Knative's kubernetes.podspec-init-containers is allowed",
    );
  });
});

describe("a model that is written exactly", () => {
  it("has nothing that was not stated but its deployment mode", () => {
    const registry = { mirror: "registry.acme.internal", pullSecret: "regcred" };
    const predictor = {
      containers: [{ name: "own", image: "ghcr.io/acme/own:1", resources: { requests: { cpu: "4", memory: "8Gi" } } }],
    };
    const manifest = (exact: boolean) =>
      ApiObject.of(made({ predictor, exact }, { registry })).toJson() as { metadata: object; spec: object };
    expect(manifest(true).spec).toEqual({ predictor });
    expect(manifest(true).metadata).toMatchObject({ annotations: { "serving.kserve.io/deploymentMode": "Knative" } });
    expect(manifest(false).spec).not.toEqual({ predictor });
  });
});
