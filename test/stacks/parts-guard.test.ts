import { afterEach, describe, expect, it } from "vitest";
import type { ServingPlatformProps } from "../../charts/platform-props";
import { ServingPlatform } from "../../charts/serving-platform";
import { InferenceService } from "../../lib/models/inference-service";
import { ClusterServingRuntime } from "../../lib/models/runtime/serving-runtime";
import { ServingApp } from "../../lib/output/serving-app";
import { existing } from "../../lib/releases/existing";
import { refuseForeignModels, refuseModelsIn } from "../../stacks/foreign-models";
import { partsOf, refuseLostParts } from "../../stacks/parts-guard";
import { loopbackCluster, type LoopbackCluster } from "./loopback-cluster";

describe("the parts of a platform", () => {
  const parts = (props: ServingPlatformProps): readonly string[] => {
    const app = new ServingApp();
    new ServingPlatform(app, "platform", { kubernetes: "1.35", profile: "dev", ...props });
    return partsOf(app.plan());
  };
  const sorted = (...names: readonly string[]): string[] =>
    ["cert-manager", "istio", "istio-ingress", "kserve", ...names].sort();

  it("are what it installs, and what leads to models of Standard mode", () => {
    expect(parts({})).toEqual(sorted("knative-serving", "net-istio"));
    expect(parts({ mode: "Standard" })).toEqual(sorted("routes of Standard mode"));
    expect(parts({ mode: "Standard", gatewayApi: false })).toEqual(sorted("routes of Standard mode"));
    expect(parts({ gatewayApi: true })).toEqual(sorted("knative-serving", "net-istio", "routes of Standard mode"));
  });

  it("are not what the cluster has", () => {
    expect(parts({ knativeServing: existing({ version: "1.21.1" }) })).toEqual(sorted("net-istio"));
  });

  it("are none where the program has models and what they need only", () => {
    const app = new ServingApp();
    const platform = ServingPlatform.existing(app, { kubernetes: "1.35", profile: "dev", mode: "Standard" });
    const predictor = { model: { modelFormat: "sklearn", storageUri: "gs://acme-models/iris" } } as const;
    new InferenceService(platform.namespace("team-a"), "iris", { predictor });
    new ClusterServingRuntime(platform, "own", {
      supportedModelFormats: [{ name: "own" }],
      containers: [{ name: "kserve-container", image: "registry.acme.dev/own:1" }],
    });
    expect(partsOf(app.plan())).toEqual([]);
  });
});

describe("models that are there", () => {
  let loopback: LoopbackCluster | undefined;

  afterEach(() => loopback?.close());

  const having = async (items: readonly object[] | undefined): Promise<LoopbackCluster["cluster"]> => {
    const kinds = { resources: [{ name: "inferenceservices", kind: "InferenceService", namespaced: true }] };
    const root = "/apis/serving.kserve.io/v1beta1";
    const found = items && {
      [root]: kinds,
      [`${root}/inferenceservices`]: { items },
      [`${root}/namespaces/team-a/inferenceservices`]: { items },
    };
    loopback = await loopbackCluster(found ?? {});
    return loopback.cluster;
  };
  const model = (name: string, deploymentMode?: string): object => ({
    metadata: { name, namespace: "team-a" },
    status: deploymentMode === undefined ? undefined : { deploymentMode },
  });

  it("keep what those of their mode need, by KServe's former words too", async () => {
    const cluster = await having([model("a", "Knative"), model("b", "Serverless"), model("c", "Standard"), model("d")]);
    await expect(refuseLostParts(cluster, ["knative-serving", "net-istio"])).rejects.toThrow(
      "The platform would lose what 2 InferenceServices of the cluster cannot go on without (knative-serving, net-istio):\n  team-a/a (Knative, which KServe never changes)\n  team-a/b (Knative, which KServe never changes)\n  Nothing was changed.",
    );
    await expect(refuseLostParts(cluster, ["routes of Standard mode"])).rejects.toThrow(
      /an InferenceService .*\n {2}team-a\/c /,
    );
  });

  it("keep what all of them need, looked at or not", async () => {
    const cluster = await having([model("c", "Standard"), model("d")]);
    await expect(refuseLostParts(cluster, ["istio"])).rejects.toThrow(/2 InferenceServices .*\n.*\n {2}team-a\/d\n/);
  });

  it("are listed as far as there is room for them", async () => {
    const cluster = await having(Array.from({ length: 23 }, (_, index) => model(`m${index}`, "Knative")));
    await expect(refuseLostParts(cluster, ["kserve"])).rejects.toThrow(/ {2}team-a\/m19 .*\n {2}and 3 more\n/);
  });

  it("let go what none of them needs", async () => {
    const cluster = await having([model("a", "Standard"), model("m", "ModelMesh"), model("d")]);
    await expect(refuseLostParts(cluster, ["knative-serving"])).resolves.toBeUndefined();
    await expect(refuseLostParts(cluster, [])).resolves.toBeUndefined();
    await expect(refuseLostParts(await having(undefined), ["kserve"])).resolves.toBeUndefined();
  });

  it("keep their namespace", async () => {
    await expect(refuseModelsIn(await having([model("a")]), "team-a")).rejects.toThrow(
      "Namespace team-a still has an InferenceService, which would be deleted with it:\n  team-a/a\n",
    );
    await expect(refuseModelsIn(await having([]), "team-a")).resolves.toBeUndefined();
  });

  it("keep their platform, the program's own too where only they are left in it", async () => {
    const cluster = await having([model("a")]);
    await expect(refuseForeignModels(cluster, { isWhole: true })).rejects.toThrow("that this program does not have");
    await expect(refuseForeignModels(cluster, { isWhole: false })).rejects.toThrow(
      "The cluster has an InferenceService, which would lose its controller:\n  team-a/a\n",
    );
  });
});
