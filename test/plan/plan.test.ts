import { ApiObject, App, Chart, Testing } from "cdk8s";
import { describe, expect, it } from "vitest";
import { defaultPlatform } from "../../charts/default-platform";
import { PLATFORM_CHARTS } from "../../charts/platform-charts";
import { ServingApp } from "../../lib/output/serving-app";
import { plan, type Plan, type PlannedObject } from "../../lib/plan";

function planned(): Plan {
  const app = new App();
  defaultPlatform(app);
  return plan(app);
}

function object(of: Plan, id: string): PlannedObject {
  const found = of.charts.flatMap(({ objects }) => objects).find((candidate) => candidate.id === id);
  if (!found) throw new Error(`no ${id}`);
  return found;
}

describe("the plan of a platform", () => {
  const platform = planned();

  it("puts a custom resource after its definition and after the webhook that judges it", () => {
    expect(object(platform, "cert-manager.io/Issuer kserve/selfsigned-issuer").after).toEqual(
      expect.arrayContaining(["gate:cert-manager-crds", "gate:cert-manager", "Namespace kserve"]),
    );
    expect(object(platform, "serving.kserve.io/InferenceService models/iris").after).toEqual(
      expect.arrayContaining(["gate:kserve-crds", "gate:kserve", "Namespace models"]),
    );
    expect(object(platform, "networking.istio.io/Gateway knative-serving/knative-local-gateway").after).toEqual(
      expect.arrayContaining(["gate:istio-crds", "gate:istio"]),
    );
  });

  it("starts a controller after its account, its rights, its configuration and what it needs", () => {
    expect(object(platform, "apps/Deployment kserve/kserve-controller-manager").after).toEqual(
      expect.arrayContaining([
        "ServiceAccount kserve/kserve-controller-manager",
        "rbac.authorization.k8s.io/ClusterRoleBinding kserve-manager-rolebinding",
        "ConfigMap kserve/inferenceservice-config",
        "gate:knative-serving",
        "gate:net-istio",
      ]),
    );
  });

  it("arms webhooks last in their chart", () => {
    for (const { name, objects } of platform.charts) {
      const armed = objects.map(({ manifest }) => manifest.kind.endsWith("WebhookConfiguration"));
      if (armed.includes(true)) expect(armed.lastIndexOf(false), name).toBeLessThan(armed.indexOf(true));
    }
  });

  it("lets cert-manager and Istio come up side by side", () => {
    const orders = new Map(platform.charts.map(({ name, order }) => [name, order]));
    expect(orders.get("cert-manager")).toBe(orders.get("istio"));
  });

  it("brings every object after all that it waits for", () => {
    const seen = new Set<string>();
    for (const chart of platform.charts) {
      for (const { id, after } of chart.objects) {
        expect(
          after.filter((other) => !seen.has(other)),
          id,
        ).toEqual([]);
        seen.add(id);
      }
      if (chart.gate) seen.add(chart.gate.id);
    }
  });

  it("names objects by what they are, so that moving a construct changes nothing", () => {
    const names = (build: (app: App) => void): string[] => {
      const app = new App();
      build(app);
      return plan(app).charts.flatMap(({ objects }) => objects.map(({ id }) => id));
    };
    const manifest = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "a", namespace: "b" } };
    expect(names((app) => new ApiObject(new Chart(app, "one"), "x", manifest))).toEqual(
      names((app) => new ApiObject(new Chart(new Chart(app, "two"), "three"), "y", manifest)),
    );
  });

  it("gives models no gate to wait at", () => {
    expect(platform.charts.at(-1)).toMatchObject({ file: "90-models.yaml" });
    expect(platform.charts.at(-1)?.gate).toBeUndefined();
  });
});

describe("a mistake in the graph", () => {
  const configMap = (chart: Chart, id: string, name: string): ApiObject =>
    new ApiObject(chart, id, { apiVersion: "v1", kind: "ConfigMap", metadata: { name } });

  it("is two objects of one identity", () => {
    const app = new App();
    const chart = new Chart(app, "chart");
    configMap(chart, "one", "a");
    configMap(chart, "two", "a");
    expect(() => plan(app)).toThrow(
      "chart/two: ConfigMap a is already made by chart/one; fix: give one of them another name or namespace",
    );
  });

  it("is charts that wait for each other", () => {
    const app = new App();
    const a = new Chart(app, "a");
    const b = new Chart(app, "b");
    configMap(a, "x", "a");
    configMap(b, "x", "b");
    a.addDependency(b);
    b.addDependency(a);
    expect(() => plan(app)).toThrow("charts wait for each other: a → b → a; fix: remove one of these dependencies");
  });

  it("is objects that wait for each other", () => {
    const app = new App();
    const chart = new Chart(app, "chart");
    const one = configMap(chart, "one", "a");
    const two = configMap(chart, "two", "b");
    one.addDependency(two);
    two.addDependency(one);
    expect(() => plan(app)).toThrow("objects wait for each other: ConfigMap a → ConfigMap b → ConfigMap a");
  });

  it("is an object that waits for a later file", () => {
    const app = new App();
    const first = configMap(new Chart(app, "a"), "x", "a");
    first.addDependency(configMap(new Chart(app, "b"), "x", "b"));
    expect(() => plan(app)).toThrow("a/x: waits for ConfigMap b, which 90-b.yaml brings after 90-a.yaml");
  });

  it("is two charts of one id", () => {
    const app = new App();
    configMap(new Chart(app, "a"), "x", "a");
    configMap(new Chart(new Chart(app, "b"), "a"), "x", "b");
    expect(() => plan(app)).toThrow(
      'b/a: chart id "a" is also used by a, and both would write one file; fix: another id',
    );
  });
});

describe("a platform inside a stock App", () => {
  it("has the same objects as one in a ServingApp", () => {
    const stock = Testing.app();
    defaultPlatform(stock);
    const own = new ServingApp();
    defaultPlatform(own);
    const ids = (app: App): string[] => plan(app).charts.flatMap(({ objects }) => objects.map(({ id }) => id));
    expect(ids(stock)).toEqual(ids(own));
  });

  it("comes in an order that works", () => {
    const stock = Testing.app();
    defaultPlatform(stock);
    const names = stock.charts.map(({ node }) => node.id);
    expect(names.indexOf("kserve")).toBeGreaterThan(names.indexOf("knative-serving"));
    expect(names.indexOf("models")).toBeGreaterThan(names.indexOf("kserve"));
    for (const [name, { after = [] }] of Object.entries(PLATFORM_CHARTS)) {
      if (!names.includes(name)) continue;
      for (const other of after)
        expect(names.indexOf(other), `${other} before ${name}`).toBeLessThan(names.indexOf(name));
    }
  });

  it("gets no edge from each object to each, which cdk8s would walk path by path", () => {
    const stock = Testing.app();
    defaultPlatform(stock);
    stock.synthYaml();
    const crossing = stock.node
      .findAll()
      .filter((node) => ApiObject.isApiObject(node))
      .flatMap(({ chart, node }) => node.dependencies.filter((other) => Chart.of(other) !== chart));
    expect(crossing).toEqual([]);
  });

  it("lets a chart of someone else's wait for a chart of it, whole", () => {
    const app = new App();
    const platform = defaultPlatform(app);
    const own = new Chart(app, "own");
    new ApiObject(own, "object", { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "own" } });
    own.addDependency(platform.gpuPools, platform.namespace("models"));
    new ApiObject(platform.gpuPools, "object", { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "pool" } });
    app.synthYaml();
    const names = app.charts.map(({ node }) => node.id);
    expect(names.indexOf("own")).toBeGreaterThan(names.indexOf("models"));
    expect(names.indexOf("own")).toBeGreaterThan(names.indexOf("gpu-pools"));
    const { order, name } = plan(app).charts.at(-1) ?? {};
    expect({ order, name }).toEqual({ order: 91, name: "own" });
  });
});
