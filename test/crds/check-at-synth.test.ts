import { ApiObject, App, Chart, JsonPatch } from "cdk8s";
import { describe, expect, it } from "vitest";
import { defaultPlatform } from "../../charts/default-platform";
import { synthesize } from "../../charts/testing";
import { emit } from "../../lib/internal/emit";
import { KServeRuntimes, type KServeRuntimesProps } from "../../lib/kserve/kserve-runtimes";
import { InferenceService } from "../../lib/models/inference-service";
import { ServingApp } from "../../lib/output/serving-app";

/** One wrong object of a kind of each data source that this package has. */
const wrong = [
  {
    apiVersion: "cert-manager.io/v1",
    kind: "Issuer",
    spec: { selfSinged: {} },
    path: "spec.selfSinged",
    fix: "did you mean selfSigned?",
  },
  {
    apiVersion: "gateway.networking.k8s.io/v1",
    kind: "Gateway",
    spec: { gatewayClassName: "a", listeners: {} },
    path: "spec.listeners",
    fix: "write a list",
  },
  {
    apiVersion: "networking.istio.io/v1",
    kind: "Gateway",
    spec: { selector: 1 },
    path: "spec.selector",
    fix: "write an object",
  },
  {
    apiVersion: "caching.internal.knative.dev/v1alpha1",
    kind: "Image",
    spec: {},
    path: "spec.image",
    fix: "set image",
  },
  {
    apiVersion: "serving.kserve.io/v1alpha1",
    kind: "ServingRuntime",
    spec: { container: [] },
    path: "spec.container",
    fix: "did you mean containers?",
  },
  {
    apiVersion: "karpenter.sh/v1",
    kind: "NodePool",
    spec: { template: { spec: { taint: [] } } },
    path: "spec.template.spec.taint",
    fix: "did you mean taints?",
  },
];

describe("a custom resource", () => {
  it.each(wrong)("that a construct emits is checked at synth: $kind of $apiVersion", ({ path, fix, ...manifest }) => {
    const app = new ServingApp();
    const chart = new Chart(app, "chart");
    emit(chart, { ...manifest, metadata: { name: "a" } });
    expect(() => app.plan()).toThrow(new RegExp(`chart: ${path} must be .*, got .*; fix: ${fix.replace("?", "\\?")}`));
  });

  it.each(wrong)(
    "that a user writes by hand is checked at synth: $kind of $apiVersion",
    ({ path, fix, ...manifest }) => {
      const app = new ServingApp();
      new ApiObject(new Chart(app, "chart"), "own", { ...manifest, metadata: { name: "a" } });
      expect(() => app.plan()).toThrow(
        new RegExp(`^chart/own: ${path} must be .*, got .*; fix: ${fix.replace("?", "\\?")}`, "m"),
      );
    },
  );

  it("is checked once, and named by itself where its construct emits several", () => {
    const tolerations = [{ key: 1 }] as unknown as { key: string }[];
    const runtimes: KServeRuntimesProps["runtimes"] = { "kserve-sklearnserver": { tolerations } };
    const app = new ServingApp();
    new KServeRuntimes(new Chart(app, "chart"), "runtimes", { runtimes });
    expect(() => app.plan()).toThrow(
      /^chart\/runtimes\/ClusterServingRuntime:kserve-sklearnserver: spec\.tolerations\[0\]\.key must be text, got 1; fix: write text$/,
    );
  });

  it("is checked as it is written, patches included", () => {
    expect(() =>
      synthesize((app) => {
        const models = defaultPlatform(app).namespace("team-a");
        const model = new InferenceService(models, "iris", {
          predictor: { model: { modelFormat: "sklearn", storageUri: "gs://acme/iris" } },
        });
        const [object] = model.node.children;
        if (object instanceof ApiObject) object.addJsonPatch(JsonPatch.add("/spec/predictor/minReplica", 2));
      }),
    ).toThrow("platform/team-a/iris: spec.predictor.minReplica must be a field that the schema knows");
  });

  it("is checked in a stock App too, where a construct of this package emits it", () => {
    const app = new App();
    const platform = defaultPlatform(app);
    new InferenceService(platform.namespace("team-a"), "iris", {
      predictor: { model: { modelFormat: "sklearn", env: [{ nam: "A" }] as unknown as { name: string }[] } },
    });
    expect(() => {
      app.synth();
    }).toThrow("spec.predictor.model.env[0].nam must be a field that the schema knows");
  });

  it("passes where this package does not know its kind, and where nothing is wrong", () => {
    const app = new ServingApp();
    const chart = new Chart(app, "chart");
    new ApiObject(chart, "widget", { apiVersion: "acme.dev/v1", kind: "Widget", metadata: { name: "a" } });
    new ApiObject(chart, "map", { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "a" } });
    new ApiObject(chart, "issuer", {
      apiVersion: "cert-manager.io/v1",
      kind: "Issuer",
      metadata: { name: "a", namespace: "b" },
      spec: { selfSigned: {} },
    });
    expect(() => app.plan()).not.toThrow();
  });
});
