import { App } from "cdk8s";
import { describe, expect, it } from "vitest";
import { ServingPlatform, type ExistingPlatformProps } from "../../charts/serving-platform";
import { synthesize, type Synthesized } from "../../charts/testing";
import { InferenceService, type InferenceServiceProps } from "../../lib/models/inference-service";
import type { Predictor } from "../../lib/models/predictor";
import { releases } from "../../lib/releases";
import { existing } from "../../lib/releases/existing";

const sklearn = { modelFormat: "sklearn", storageUri: "gs://acme/iris" };
const acme: ExistingPlatformProps = { release: releases.kserve020, domain: "models.acme.dev" };

function models(
  props: ExistingPlatformProps,
  predictor: Predictor = { model: sklearn },
  of: Partial<InferenceServiceProps> = {},
): Synthesized {
  return synthesize((app) => {
    const team = ServingPlatform.existing(app, { ...acme, ...props }).namespace("team-a");
    return new InferenceService(team, "iris", { predictor, ...of });
  });
}

describe("a platform that is there", () => {
  it("emits nothing but the models", () => {
    const { manifests, plan } = models({ mode: "Knative" });
    expect(manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual(["InferenceService iris"]);
    expect(plan.charts.map(({ file }) => file)).toEqual(["90-team-a.yaml"]);
  });

  it("writes no other file in a stock App", () => {
    const app = new App();
    new InferenceService(ServingPlatform.existing(app, acme).namespace("team-a"), "iris", {
      predictor: { model: sklearn },
    });
    expect(app.charts.map(({ node }) => node.id)).toEqual(["team-a"]);
  });

  it("emits a namespace where the program owns it", () => {
    const app = new App();
    const platform = ServingPlatform.existing(app, acme);
    const kinds = (name: string): string[] =>
      (platform.namespace(name, { existing: name === "theirs" }).toJson() as { kind: string }[]).map(
        ({ kind }) => kind,
      );
    expect(kinds("ours")).toEqual(["Namespace"]);
    expect(kinds("theirs")).toEqual([]);
  });

  it.each<[string, ExistingPlatformProps, Predictor, string]>([
    [
      "the mode",
      { mode: "Standard" },
      { model: sklearn, minReplicas: 0 },
      "minReplicas must be at least 1 where an HPA scales",
    ],
    [
      "the routes",
      { mode: "Standard", gatewayApi: false },
      { model: sklearn, canaryTrafficPercent: 5 },
      "canaryTrafficPercent must be left out",
    ],
    [
      "the runtimes",
      { runtimes: { "kserve-pmmlserver": false } },
      { model: { ...sklearn, modelFormat: "pmml" } },
      "model.modelFormat must be one that an installed runtime serves",
    ],
    [
      "the schema",
      {},
      { model: { ...sklearn, env: [{ nam: "A" }] } } as unknown as Predictor,
      "spec.predictor.model.env[0].nam must be a field that the schema knows",
    ],
    [
      "Knative's settings",
      {
        knativeServing: existing({
          version: "1.21.1",
          config: { features: { "kubernetes.podspec-nodeselector": "disabled" as const } },
        }),
      },
      { model: sklearn, nodeSelector: { zone: "a" } },
      "nodeSelector must be left out where Knative's kubernetes.podspec-nodeselector is disabled",
    ],
  ])("is known by %s", (_, props, predictor, message) => {
    expect(() => models(props, predictor)).toThrow(message);
  });

  it("is known by its mirror", () => {
    const registry = { mirror: "registry.acme.internal" };
    expect(
      models({ registry }, { containers: [{ image: "acme/server:1" }] }).find("InferenceService", "iris", "team-a"),
    ).toMatchObject({
      spec: { predictor: { containers: [{ image: "registry.acme.internal/acme/server:1" }] } },
    });
  });

  it("is held against the release where a version is stated", () => {
    const kserve = existing({ version: "0.18.0" });
    expect(() => models({ kserve })).toThrow("platform: kserve.version must be KServe 0.20.x");
    expect(() => models({ kubernetes: "1.30" })).toThrow("platform: kubernetes must be between 1.33 and 1.35");
  });

  it("has a domain, as any other", () => {
    expect(() => ServingPlatform.existing(new App())).toThrow("platform: domain must be a domain that is yours");
    expect(ServingPlatform.existing(new App(), { profile: "dev", id: "lab" }).node.path).toBe("lab");
  });

  it("says nothing of parts that are not this program's", () => {
    expect(ServingPlatform.existing(new App(), acme).notes).toEqual([]);
  });
});
