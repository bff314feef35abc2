import { ApiObject, JsonPatch } from "cdk8s";
import { describe, expect, it } from "vitest";
import { defaultPlatform } from "../../charts/default-platform";
import { synthesize } from "../../charts/testing";
import { InferenceService } from "../../lib/models/inference-service";
import { ClusterStorageContainer } from "../../lib/models/storage-container/cluster-storage-container";
import type { ClusterStorageContainerProps } from "../../lib/models/storage-container/storage-container-props";

const container = { name: "storage-initializer", image: "acme/storage:1" };
const own = { container, supportedUriFormats: [{ prefix: "models://" }] };

function program(props: Partial<ClusterStorageContainerProps>, model?: { uri: string; named?: string }) {
  return synthesize((app) => {
    const platform = defaultPlatform(app);
    new ClusterStorageContainer(platform, "acme", { ...own, ...props });
    if (!model) return;
    const made = new InferenceService(platform.namespace("team-a"), "iris", {
      predictor: { model: { modelFormat: "sklearn", storageUri: model.uri } },
    });
    const [object] = made.node.children;
    if (model.named === undefined || !(object instanceof ApiObject)) return;
    object.addJsonPatch(JsonPatch.add("/spec/predictor/storageContainerName", model.named));
  });
}

describe("a ClusterStorageContainer", () => {
  it("is KServe's object", () => {
    const made = program({ disabled: false, workloadType: "initContainer", supportsMultiModelDownload: true });
    expect(made.find("ClusterStorageContainer", "acme")).toEqual({
      apiVersion: "serving.kserve.io/v1alpha1",
      kind: "ClusterStorageContainer",
      metadata: { name: "acme" },
      disabled: false,
      spec: { ...own, workloadType: "initContainer", supportsMultiModelDownload: true },
    });
  });

  it("fetches the URIs that it supports, of models that do not name it too", () => {
    const made = program({}, { uri: "models://iris/v3" });
    expect(made.find("InferenceService", "iris", "team-a")).toMatchObject({
      spec: { predictor: { model: { storageUri: "models://iris/v3" } } },
    });
  });

  it.each<[string, Partial<ClusterStorageContainerProps>]>([
    ["of another scheme", { supportedUriFormats: [{ prefix: "other://" }] }],
    ["that is disabled", { disabled: true }],
    ["of another workload", { workloadType: "localModelDownloadJob" }],
  ])("does not fetch the URIs of a model: one %s", (_, props) => {
    expect(() => program(props, { uri: "models://iris/v3" })).toThrow(
      'or of a ClusterStorageContainer, got "models://iris/v3"; fix: predictor.storageContainerName, where the cluster has',
    );
  });

  it.each<[string, Partial<ClusterStorageContainerProps>, string]>([
    ["no formats", { supportedUriFormats: [] }, "supportedUriFormats must be at least one"],
    [
      "a format that says nothing",
      { supportedUriFormats: [{} as { prefix: string }] },
      "supportedUriFormats[0] must be exactly one of prefix and regex, got {}",
    ],
    [
      "a format that says both",
      { supportedUriFormats: [{ prefix: "a", regex: "b" } as unknown as { prefix: string }] },
      "supportedUriFormats[0] must be exactly one of prefix and regex",
    ],
    [
      "an expression that is none",
      { supportedUriFormats: [{ regex: "(" }] },
      "must be a regular expression that Go reads",
    ],
    ["look-around", { supportedUriFormats: [{ regex: "a(?!b)" }] }, "fix: no look-around"],
    ["a workload that KServe does not know", { workloadType: "job" as "initContainer" }, "workloadType must be one of"],
    ["no image", { container: { name: "a" } }, "container.image must be stated"],
  ])("refuses %s", (_, props, message) => {
    expect(() => program(props)).toThrow(message);
  });

  it("takes an expression with Go's own flags", () => {
    expect(() => program({ supportedUriFormats: [{ regex: "(?i)models://.*" }] })).not.toThrow();
  });

  it("leaves no model to chance: the default one supports the same URI", () => {
    const s3 = { supportedUriFormats: [{ prefix: "s3://" }] };
    expect(() => program(s3, { uri: "s3://acme/iris" })).toThrow(
      "platform/team-a/iris: predictor.storageContainerName must be stated where several ClusterStorageContainers support the URI (acme, default), of which KServe takes any, got nothing",
    );
    expect(() => program(s3, { uri: "s3://acme/iris", named: "acme" })).not.toThrow();
    expect(() => program(s3, { uri: "gs://acme/iris" })).not.toThrow();
    expect(() => program({ ...s3, disabled: true }, { uri: "s3://acme/iris" })).not.toThrow();
    expect(() => program({ ...s3, workloadType: "localModelDownloadJob" }, { uri: "s3://acme/iris" })).not.toThrow();
  });

  it("has to fit a model that names it", () => {
    expect(() => program({}, { uri: "s3://acme/iris", named: "acme" })).toThrow("acme does not support s3://acme/iris");
    const s3 = { supportedUriFormats: [{ regex: "^s3://" }] };
    expect(() => program({ ...s3, disabled: true }, { uri: "s3://acme/iris", named: "acme" })).toThrow(
      "acme is disabled, and KServe then denies its pods",
    );
    expect(() =>
      program({ ...s3, workloadType: "localModelDownloadJob" }, { uri: "s3://acme/iris", named: "acme" }),
    ).toThrow("acme is a localModelDownloadJob");
  });
});
