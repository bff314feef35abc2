import { afterEach, describe, expect, it } from "vitest";
import type { ServingPlatformProps } from "../../charts/platform-props";
import { ServingPlatform } from "../../charts/serving-platform";
import { InferenceService } from "../../lib/models/inference-service";
import { ServingApp } from "../../lib/output/serving-app";
import { existing } from "../../lib/releases/existing";
import { modesOf, refuseOtherModes } from "../../stacks/modes-guard";
import { loopbackCluster, type LoopbackCluster } from "./loopback-cluster";

describe("the modes of a plan", () => {
  const modes = (props: ServingPlatformProps): readonly string[] => {
    const app = new ServingApp();
    new ServingPlatform(app, "platform", { kubernetes: "1.35", profile: "dev", ...props });
    return modesOf(app.plan());
  };

  it("are those in which its platform can run a model", () => {
    expect(modes({})).toEqual(["Knative"]);
    expect(modes({ mode: "Standard" })).toEqual(["Standard"]);
    expect(modes({ mode: "Standard", gatewayApi: false })).toEqual(["Standard"]);
    expect(modes({ gatewayApi: true })).toEqual(["Knative", "Standard"]);
  });

  it("do not depend on who installed Knative", () => {
    expect(modes({ knativeServing: existing({ version: "1.21.1" }) })).toEqual(["Knative"]);
  });

  it("are none where the plan has models only", () => {
    const app = new ServingApp();
    const platform = ServingPlatform.existing(app, { kubernetes: "1.35", profile: "dev" });
    const predictor = { model: { modelFormat: "sklearn", storageUri: "gs://acme-models/iris" } } as const;
    new InferenceService(platform.namespace("team-a"), "iris", { predictor });
    expect(modesOf(app.plan())).toEqual([]);
  });
});

describe("a change of the modes", () => {
  let loopback: LoopbackCluster | undefined;

  afterEach(() => loopback?.close());

  const refused = async (items: readonly object[] | undefined, modes: Parameters<typeof refuseOtherModes>[1]) => {
    const kinds = { resources: [{ name: "inferenceservices", kind: "InferenceService", namespaced: true }] };
    const root = "/apis/serving.kserve.io/v1beta1";
    loopback = await loopbackCluster(items ? { [root]: kinds, [`${root}/inferenceservices`]: { items } } : {});
    return refuseOtherModes(loopback.cluster, modes);
  };
  const model = (name: string, deploymentMode?: string): object => ({
    metadata: { name, namespace: "team-a" },
    status: deploymentMode === undefined ? undefined : { deploymentMode },
  });

  it("is refused where models run in another one, by KServe's former words too", async () => {
    const models = [model("a", "Knative"), model("b", "Serverless"), model("c", "Standard"), model("d")];
    await expect(refused(models, ["Standard"])).rejects.toThrow(
      "The platform would lose the mode of 2 InferenceServices, which KServe never changes:\n  team-a/a (Knative)\n  team-a/b (Knative)\n  Nothing was changed.",
    );
    await expect(refused([model("e", "RawDeployment")], ["Knative"])).rejects.toThrow("  team-a/e (Standard)\n");
  });

  it("lists no more than there is room for", async () => {
    const models = Array.from({ length: 23 }, (_, index) => model(`m${index}`, "Knative"));
    await expect(refused(models, ["Standard"])).rejects.toThrow(/ {2}team-a\/m19 \(Knative\)\n {2}and 3 more\n/);
  });

  it("passes where every model goes on, or none has run yet", async () => {
    await expect(refused([model("a", "Knative"), model("d")], ["Knative", "Standard"])).resolves.toBeUndefined();
    await expect(refused([model("m", "ModelMesh")], ["Standard"])).resolves.toBeUndefined();
    await expect(refused(undefined, ["Standard"])).resolves.toBeUndefined();
  });
});
