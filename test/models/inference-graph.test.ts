import { Duration, Testing } from "cdk8s";
import { ServiceAccount } from "cdk8s-plus-27";
import { describe, expect, it } from "vitest";
import { defaultPlatform } from "../../charts/default-platform";
import { synthesize } from "../../charts/testing";
import { InferenceGraph } from "../../lib/models/graph/inference-graph";
import type { InferenceGraphNode } from "../../lib/models/graph/inference-graph-node";
import type { InferenceGraphProps } from "../../lib/models/graph/inference-graph-props";
import { InferenceService } from "../../lib/models/inference-service";

const a = { serviceName: "a" };
const b = { serviceName: "b" };
const root: InferenceGraphNode = { routerType: "Sequence", steps: [a, { ...b, data: "$response" }] };

function graph(props: Partial<InferenceGraphProps> = {}, platform: Parameters<typeof defaultPlatform>[1] = {}) {
  return synthesize(
    (app) =>
      new InferenceGraph(defaultPlatform(app, platform).namespace("team-a"), "chain", { nodes: { root }, ...props }),
  ).find("InferenceGraph", "chain", "team-a");
}
const standard = { mode: "Standard", domain: "models.acme.dev" } as const;

describe("an InferenceGraph", () => {
  it("is KServe's object, with times in seconds", () => {
    expect(
      graph({
        labels: { team: "a" },
        timeout: Duration.minutes(2),
        routerTimeouts: { serverRead: Duration.seconds(30), serviceClient: Duration.minutes(1) },
        resources: { requests: { cpu: "100m" } },
        serviceAccountName: ServiceAccount.fromServiceAccountName(Testing.chart(), "known", "reader"),
        minReplicas: 0,
        maxReplicas: 3,
        scaleMetric: "rps",
        scaleTarget: 20,
      }),
    ).toEqual({
      apiVersion: "serving.kserve.io/v1alpha1",
      kind: "InferenceGraph",
      metadata: {
        name: "chain",
        namespace: "team-a",
        labels: { team: "a" },
        annotations: { "serving.kserve.io/deploymentMode": "Knative" },
      },
      spec: {
        nodes: { root: { routerType: "Sequence", steps: [a, { ...b, data: "$response" }] } },
        timeout: 120,
        routerTimeouts: { serverRead: 30, serviceClient: 60 },
        resources: { requests: { cpu: "100m" } },
        serviceAccountName: "reader",
        minReplicas: 0,
        maxReplicas: 3,
        scaleMetric: "rps",
        scaleTarget: 20,
      },
    });
  });

  it("refers to models as objects", () => {
    const made = synthesize((app) => {
      const team = defaultPlatform(app).namespace("team-a");
      const predictor = { model: { modelFormat: "sklearn", storageUri: "gs://acme/iris" } };
      const serviceName = new InferenceService(team, "one", { name: "iris", predictor });
      new InferenceGraph(team, "chain", { nodes: { root: { routerType: "Ensemble", steps: [{ serviceName }] } } });
    });
    expect(made.find("InferenceGraph", "chain", "team-a")).toMatchObject({
      spec: { nodes: { root: { steps: [{ serviceName: "iris" }] } } },
    });
  });

  it("refuses a model of another namespace", () => {
    expect(() =>
      synthesize((app) => {
        const platform = defaultPlatform(app);
        const predictor = { model: { modelFormat: "sklearn", storageUri: "gs://acme/iris" } };
        const serviceName = new InferenceService(platform.namespace("team-b"), "iris", { predictor });
        new InferenceGraph(platform.namespace("team-a"), "chain", {
          nodes: { root: { routerType: "Ensemble", steps: [{ serviceName }] } },
        });
      }),
    ).toThrow(
      'nodes.root.steps[0].serviceName must be a model of namespace team-a, where KServe looks for it, got "team-b/iris"',
    );
  });
});

type Nodes = InferenceGraphProps["nodes"];

describe("a mistake in a graph", () => {
  it.each<[string, object, string]>([
    ["no root", { start: root }, 'nodes must be with one called root, where requests enter, got ["start"]'],
    [
      "a router that does not exist",
      { root: { routerType: "Sequense", steps: [a] } },
      'nodes.root.routerType must be one of Sequence, Splitter, Ensemble, Switch, got "Sequense"; fix: routerType: "Sequence"',
    ],
    ["no steps", { root: { routerType: "Ensemble", steps: [] } }, "nodes.root.steps must be at least one"],
    ["steps left out", { root: { routerType: "Ensemble" } }, "nodes.root.steps must be at least one"],
    [
      "a name twice",
      {
        root: {
          routerType: "Ensemble",
          steps: [
            { ...a, name: "x" },
            { ...b, name: "x" },
          ],
        },
      },
      'nodes.root.steps[1].name must be unique in its node, got "x"',
    ],
    [
      "a step to nowhere",
      { root: { routerType: "Ensemble", steps: [{ name: "x" }] } },
      'nodes.root.steps[0] must be a step with exactly one of nodeName, serviceName and serviceUrl, got "none"',
    ],
    [
      "a step to two places",
      { root: { routerType: "Ensemble", steps: [{ ...a, serviceUrl: "http://x" }] } },
      'got "serviceName and serviceUrl"; fix: leave one of them',
    ],
    [
      "a node that does not exist",
      { root: { routerType: "Ensemble", steps: [{ nodeName: "classifer" }] }, classifier: root },
      'nodes.root.steps[0].nodeName must be a node of this graph (root, classifier), got "classifer"; fix: did you mean classifier?',
    ],
    [
      "a URL that is none",
      { root: { routerType: "Ensemble", steps: [{ serviceUrl: "iris.team-a" }] } },
      'nodes.root.steps[0].serviceUrl must be a URL with http:// or https://, got "iris.team-a"',
    ],
    [
      "nodes that lead to each other",
      {
        root: { routerType: "Sequence", steps: [{ nodeName: "x" }] },
        x: { routerType: "Ensemble", steps: [{ nodeName: "y-2" }] },
        "y-2": { routerType: "Ensemble", steps: [{ nodeName: "x" }] },
      },
      'nodes must be without circles, on which a request would never end, got "x → y-2 → x"',
    ],
    [
      "a node that leads to itself",
      { root: { routerType: "Sequence", steps: [{ nodeName: "root" }] } },
      'got "root → root"',
    ],
    [
      "weights below 100",
      {
        root: {
          routerType: "Splitter",
          steps: [
            { ...a, weight: 20 },
            { ...b, weight: 70 },
          ],
        },
      },
      "nodes.root.steps must be weights that come to 100, got 90; fix: raise them by 10 in all",
    ],
    [
      "a step without a weight",
      { root: { routerType: "Splitter", steps: [{ ...a, weight: 100 }, b] } },
      "nodes.root.steps[1].weight must be a whole number from 0 to 100 in a Splitter, got nothing",
    ],
    [
      "weights that make up for each other",
      {
        root: {
          routerType: "Splitter",
          steps: [
            { ...a, weight: 150 },
            { ...b, weight: -50 },
          ],
        },
      },
      "nodes.root.steps[0].weight must be a whole number from 0 to 100 in a Splitter, got 150",
    ],
    [
      "a weight where nothing is split",
      { root: { routerType: "Ensemble", steps: [{ ...a, weight: 100 }] } },
      'nodes.root.steps[0].weight must be left out in a Ensemble, which ignores it, got 100; fix: routerType: "Splitter", or leave it out',
    ],
    [
      "a Switch without a condition",
      { root: { routerType: "Switch", steps: [a] } },
      "nodes.root.steps[0].condition must be stated in a Switch, which never takes a step without one, got nothing",
    ],
    [
      "data that the router does not know",
      { root: { routerType: "Sequence", steps: [a, { ...b, data: "$response.predictions" }] } },
      'nodes.root.steps[1].data must be "$request" or "$response": the router knows no other, got "$response.predictions"',
    ],
    [
      "an answer before the first step",
      { root: { routerType: "Sequence", steps: [{ ...a, data: "$response" }] } },
      "nodes.root.steps[0].data must be left out of the first step of a Sequence, which has no answer before it",
    ],
    [
      "a condition on the first step",
      { root: { routerType: "Sequence", steps: [{ ...a, condition: "x" }] } },
      'nodes.root.steps[0].condition must be left out of the first step of a Sequence, which has no answer before it, got "x"; fix: a node with routerType: "Switch"',
    ],
    [
      "a mistake in a node whose name is no word",
      { root, "y-2": { routerType: "Ensemble", steps: [] } },
      'nodes["y-2"].steps must be at least one',
    ],
  ])("is refused: %s", (_, nodes, message) => {
    expect(() => graph({ nodes: nodes as Nodes })).toThrow(message);
  });

  it.each<[string, Partial<InferenceGraphProps>, string]>([
    [
      "a name that KServe refuses",
      { name: "1chain" },
      'name must be lower-case letters, digits and dashes, at most 63, got "1chain"',
    ],
    ["a negative number", { minReplicas: -1 }, "minReplicas must be a whole number of at least 0, got -1"],
    ["no pods at most", { maxReplicas: 0 }, "maxReplicas must be a whole number of at least 1, got 0"],
    ["bounds that cross", { minReplicas: 3, maxReplicas: 2 }, "minReplicas must be at most maxReplicas (2), got 3"],
    [
      "a metric of an HPA",
      { scaleMetric: "cpu" },
      'scaleMetric must be "concurrency" or "rps", which Knative\'s autoscaler follows',
    ],
    [
      "a time beyond Knative's",
      { timeout: Duration.hours(2) },
      'timeout must be at most 600 s, Knative\'s max-revision-timeout-seconds, got "7200 s"',
    ],
    [
      "a part of a second",
      { routerTimeouts: { serverRead: Duration.millis(1500) } },
      "routerTimeouts.serverRead must be a Duration of whole seconds",
    ],
    [
      "no time",
      { routerTimeouts: { serverRead: Duration.seconds(0) } },
      "routerTimeouts.serverRead must be at least 1 s",
    ],
    ["a node by name", { nodeName: "node-1" }, "nodeName must be left out in Knative mode, where Knative refuses it"],
    ["an autoscaler", { autoscalerClass: "hpa" }, "autoscalerClass must be left out in Knative mode"],
  ])("is refused in Knative mode: %s", (_, props, message) => {
    expect(() => graph(props)).toThrow(message);
  });

  it("is refused where Knative's flag is off", () => {
    const off = { knativeServing: { config: { features: { "kubernetes.podspec-affinity": "disabled" } } } } as const;
    expect(() => graph({ affinity: {} }, off)).toThrow(
      "affinity must be left out where Knative's kubernetes.podspec-affinity is disabled",
    );
    expect(() => graph({ affinity: {} })).not.toThrow();
  });

  it.each<[string, Partial<InferenceGraphProps>, string]>([
    ["no pods", { minReplicas: 0 }, "minReplicas must be at least 1 where an HPA scales"],
    ["a metric of Knative", { scaleMetric: "rps" }, 'scaleMetric must be "cpu" or "memory" where an HPA scales'],
    ["a time limit", { timeout: Duration.minutes(1) }, "timeout must be left out in Standard mode"],
  ])("is refused in Standard mode: %s", (_, props, message) => {
    expect(() => graph(props, standard)).toThrow(message);
  });

  it("may name a node in Standard mode", () => {
    expect(graph({ nodeName: "node-1" }, standard)).toMatchObject({ spec: { nodeName: "node-1" } });
  });
});
