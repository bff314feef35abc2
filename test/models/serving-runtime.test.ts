import { describe, expect, it } from "vitest";
import { defaultPlatform } from "../../charts/default-platform";
import { synthesize } from "../../charts/testing";
import type { Manifest } from "../../lib/internal/emit";
import { InferenceService } from "../../lib/models/inference-service";
import {
  ClusterServingRuntime,
  ServingRuntime,
  type ClusterServingRuntimeProps,
} from "../../lib/models/runtime/serving-runtime";

const containers = [{ name: "kserve-container", image: "acme/server:1" }];
const worker = { name: "worker-container", image: "acme/server:1" };

function runtime(props: Partial<ClusterServingRuntimeProps>): Manifest | undefined {
  return synthesize(
    (app) => new ServingRuntime(defaultPlatform(app).namespace("team-a"), "own", { containers, ...props }),
  ).find("ServingRuntime", "own", "team-a");
}

describe("a ServingRuntime", () => {
  it("is KServe's object, with amounts as they are written and labels of its own beside those of its pods", () => {
    expect(
      runtime({
        metadata: { labels: { team: "a" } },
        labels: { pod: "b" },
        supportedModelFormats: [{ name: "acme", version: "1", autoSelect: true, priority: 2 }],
        containers: [{ ...containers[0], name: "kserve-container", resources: { limits: { cpu: 2 } } }],
      }),
    ).toEqual({
      apiVersion: "serving.kserve.io/v1alpha1",
      kind: "ServingRuntime",
      metadata: { name: "own", namespace: "team-a", labels: { team: "a" } },
      spec: {
        labels: { pod: "b" },
        supportedModelFormats: [{ name: "acme", version: "1", autoSelect: true, priority: 2 }],
        containers: [{ name: "kserve-container", image: "acme/server:1", resources: { limits: { cpu: 2 } } }],
      },
    });
  });

  it("takes its images from the platform's mirror, with the secret for it", () => {
    const made = synthesize(
      (app) =>
        new ServingRuntime(
          defaultPlatform(app, { registry: { mirror: "registry.acme.internal/m", pullSecret: "regcred" } }).namespace(
            "team-a",
          ),
          "own",
          { containers, imagePullSecrets: [{ name: "mine" }] },
        ),
    );
    expect(made.find("ServingRuntime", "own", "team-a")).toMatchObject({
      spec: {
        imagePullSecrets: [{ name: "mine" }, { name: "regcred" }],
        containers: [{ image: "registry.acme.internal/m/acme/server:1" }],
      },
    });
  });
});

describe("a ClusterServingRuntime", () => {
  it("stands in a chart of the platform, after the runtimes that KServe ships and before models", () => {
    const made = synthesize((app) => {
      const platform = defaultPlatform(app);
      platform.namespace("team-a");
      new ClusterServingRuntime(platform, "own", { containers });
    });
    expect(made.find("ClusterServingRuntime", "own")?.metadata).toEqual({ name: "own" });
    const files = made.plan.charts.map(({ file }) => file);
    expect(files).toContain("51-cluster-resources.yaml");
    const chart = made.plan.charts.find(({ file }) => file === "51-cluster-resources.yaml");
    expect(chart?.objects[0]?.after).toContain("gate:kserve");
  });
});

describe("a mistake in a runtime", () => {
  it.each<[string, Partial<ClusterServingRuntimeProps>, string]>([
    ["no containers", { containers: [] }, "containers must be at least one, got []"],
    [
      "no container that a model is merged into",
      { containers: [{ name: "server", image: "a" }] },
      'containers must be with one called kserve-container, which KServe merges a model into, got ["server"]',
    ],
    [
      "a protocol that KServe does not know",
      { protocolVersions: ["v3" as "v2"] },
      'protocolVersions[0] must be one of v1, v2, grpc-v1, grpc-v2, got "v3"',
    ],
    ["replicas beyond 16 bits", { replicas: 65536 }, "replicas must be a whole number from 0 to 65535, got 65536"],
    [
      "priority 0",
      { supportedModelFormats: [{ name: "acme", priority: 0 }] },
      "supportedModelFormats[0].priority must be a whole number of at least 1, got 0",
    ],
    [
      "two priorities of one format",
      {
        supportedModelFormats: [
          { name: "acme", version: "1", autoSelect: true, priority: 1 },
          { name: "acme", version: "2", autoSelect: true, priority: 2 },
        ],
      },
      "supportedModelFormats[1].priority must be 1, as another version of acme in this runtime has, got 2",
    ],
    [
      "PYTHONPATH",
      { containers: [{ name: "kserve-container", image: "a", env: [{ name: "PYTHONPATH", value: "/x" }] }] },
      "containers[0].env must be without PYTHONPATH, which KServe refuses (container kserve-container)",
    ],
    [
      "PYTHONPATH of a worker",
      { workerSpec: { containers: [{ ...worker, env: [{ name: "PYTHONPATH", value: "/x" }] }] } },
      "workerSpec.containers[0].env must be without PYTHONPATH",
    ],
    [
      "two containers of a worker",
      { workerSpec: { containers: [worker, { ...worker, name: "b" }] } },
      "workerSpec.containers must be one container called worker-container",
    ],
    [
      "a size below 1",
      { workerSpec: { containers: [worker], tensorParallelSize: 0 } },
      "workerSpec.tensorParallelSize must be a whole number of at least 1, got 0",
    ],
    [
      "a size as a variable",
      {
        containers: [{ name: "kserve-container", env: [{ name: "PIPELINE_PARALLEL_SIZE", value: "2" }] }],
        workerSpec: { containers: [worker] },
      },
      "fix: workerSpec.pipelineParallelSize",
    ],
    [
      "a GPU that KServe does not know",
      { workerSpec: { containers: [{ ...worker, resources: { limits: { "acme.dev/gpu": 1 } } }] } },
      "workerSpec.containers[0].resources must be of GPUs that KServe knows",
    ],
    [
      "a list of GPUs that is no list",
      { annotations: { "serving.kserve.io/gpu-resource-types": "acme" }, workerSpec: { containers: [worker] } },
      'annotations["serving.kserve.io/gpu-resource-types"] must be a JSON list of resource names, got "acme"',
    ],
    [
      "a name that the API server refuses",
      { name: "Own" },
      'name must be lower-case letters, digits, dashes and dots, got "Own"',
    ],
    [
      "an amount that is none",
      { containers: [{ name: "kserve-container", resources: { limits: { cpu: "2 cores" } } }] },
      'containers[0].resources.limits.cpu must be a Kubernetes quantity of at least 0, got "2 cores"',
    ],
  ])("is refused: %s", (_, props, message) => {
    expect(() => runtime(props)).toThrow(message);
  });

  it("is allowed in a runtime that is disabled, as KServe's webhook allows it", () => {
    expect(() => runtime({ disabled: true, containers: [{ name: "server" }] })).not.toThrow();
  });

  it("names a GPU that its own annotation knows without complaint", () => {
    const props = {
      annotations: { "serving.kserve.io/gpu-resource-types": '["acme.dev/gpu"]' },
      workerSpec: { containers: [{ ...worker, resources: { limits: { "acme.dev/gpu": 1 } } }] },
    };
    expect(() => runtime(props)).not.toThrow();
  });
});

describe("two runtimes that KServe may choose for one format", () => {
  const formats = (priority: number) => ({
    containers,
    protocolVersions: ["v1"] as const,
    supportedModelFormats: [{ name: "sklearn", version: "1", autoSelect: true, priority }],
  });

  it("need different priorities: a runtime of the platform counts", () => {
    expect(() => synthesize((app) => new ClusterServingRuntime(defaultPlatform(app), "own", formats(1)))).toThrow(
      "platform/cluster-resources/own: supportedModelFormats[0].priority must be another than that of runtime kserve-sklearnserver, which KServe may choose for sklearn 1 too, got 1; fix: priority: 2, or autoSelect: false",
    );
    expect(() => synthesize((app) => new ClusterServingRuntime(defaultPlatform(app), "own", formats(7)))).not.toThrow();
  });

  it("need different priorities within a namespace, not across", () => {
    const pair = (second: string) => () =>
      synthesize((app) => {
        const platform = defaultPlatform(app);
        new ServingRuntime(platform.namespace("team-a"), "one", formats(1));
        new ServingRuntime(platform.namespace(second), "two", formats(1));
      });
    expect(pair("team-a")).toThrow("platform/team-a/two: supportedModelFormats[0].priority must be another");
    expect(pair("team-b")).not.toThrow();
  });
});

describe("a model of a runtime that the program brings", () => {
  const acme = {
    containers,
    protocolVersions: ["v1"] as const,
    supportedModelFormats: [{ name: "acme", version: "2", autoSelect: true }],
  };
  const program = (props: Partial<ClusterServingRuntimeProps>, model: object, where = "team-a") =>
    synthesize((app) => {
      const platform = defaultPlatform(app);
      // The model comes first: what counts is the program as a whole.
      new InferenceService(platform.namespace("team-a"), "iris", {
        predictor: { model: { modelFormat: "acme", storageUri: "gs://acme/iris", ...model } },
      });
      new ServingRuntime(platform.namespace(where), "own", { ...acme, ...props });
    });

  it("is served, whichever of the two comes first", () => {
    expect(() => program({}, {})).not.toThrow();
    expect(() => program({}, { modelFormat: { name: "acme", version: "2" } })).not.toThrow();
    expect(() => program({}, { runtime: "own" })).not.toThrow();
  });

  it.each<[string, Partial<ClusterServingRuntimeProps>, object, string]>([
    ["a near format", {}, { modelFormat: "acm" }, 'got "acm"; fix: did you mean acme?'],
    ["another version", {}, { modelFormat: { name: "acme", version: "1" } }, "must be one of 2 for acme"],
    [
      "a runtime that is not to be chosen",
      { supportedModelFormats: [{ name: "acme" }] },
      {},
      "must be one that an installed runtime serves by itself",
    ],
    ["a server of several models", { multiModel: true }, {}, "must be one that an installed runtime serves by itself"],
    ["a disabled one", { disabled: true }, {}, "must be one that an installed runtime serves by itself"],
    [
      "a disabled one by name",
      { disabled: true },
      { runtime: "own" },
      'platform/team-a/iris: model.runtime must be a runtime that is not disabled, got "own"',
    ],
    [
      "another format of a named one",
      {},
      { modelFormat: "sklearn", runtime: "own" },
      "must be one that runtime own serves (acme)",
    ],
    [
      "another protocol of a named one",
      {},
      { protocolVersion: "v2", runtime: "own" },
      'must be one of "v1", which runtime own speaks',
    ],
  ])("is refused: %s", (_, props, model, message) => {
    expect(() => program(props, model)).toThrow(message);
  });

  it("is refused where the runtime belongs to another namespace", () => {
    expect(() => program({}, {}, "team-b")).toThrow("must be one that an installed runtime serves by itself");
  });
});
