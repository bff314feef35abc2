import { App } from "cdk8s";
import { describe, expect, it } from "vitest";
import { defaultPlatform } from "../../charts/default-platform";
import type { ServingPlatformProps } from "../../charts/serving-platform";
import { synthesize } from "../../charts/testing";
import { withoutHost } from "../../lib/internal/image-reference";
import { InferenceService } from "../../lib/models/inference-service";
import { latestRelease, type ImageName } from "../../lib/releases";

const MIRROR = "registry.acme.internal:5000/mirror";
const upstream = Object.values(latestRelease.images).map(({ image }) => image);

const images = (props: Partial<ServingPlatformProps> = {}): ReadonlyMap<string, readonly string[]> =>
  defaultPlatform(new App(), props).images();

/** Every text of every object but the definitions, those inside of JSON too. */
function texts(props: Partial<ServingPlatformProps>): string[] {
  const found: string[] = [];
  const walk = (value: unknown): void => {
    if (typeof value === "object" && value !== null) Object.values(value).forEach(walk);
    if (typeof value !== "string") return;
    found.push(value);
    if (/^\s*[{[]/.test(value)) {
      try {
        walk(JSON.parse(value));
      } catch {
        // Text that only starts like JSON.
      }
    }
  };
  const { manifests } = synthesize((app) => {
    const platform = defaultPlatform(app, props);
    new InferenceService(platform.namespace("team-a"), "own", {
      predictor: {
        containers: [
          { image: "ghcr.io/acme/server:1", ports: [{ containerPort: 8080 }] },
          { image: "quay.io/acme/sidecar@sha256:0f" },
        ],
      },
    });
    new InferenceService(platform.namespace("team-a"), "modelcar", {
      predictor: { model: { modelFormat: "sklearn", storageUri: "oci://ghcr.io/acme/model:1" } },
    });
  });
  walk(manifests.filter(({ kind }) => kind !== "CustomResourceDefinition"));
  return found;
}

/** The texts that name a repository of these images without the mirror before it. */
function elsewhere(all: readonly string[], references: readonly string[]): string[] {
  const names = references.map((image) => withoutHost(image).replace(/[:@].*$/, ""));
  return all.filter((text) =>
    names.some((name) =>
      new RegExp(`(^|[=/ "])${name.replaceAll(".", "\\.")}([:@"]|$)`).test(text.replaceAll(`${MIRROR}/`, "mirror:")),
    ),
  );
}

describe("a registry mirror", () => {
  const all = texts({ registry: { mirror: MIRROR } });

  it("holds every image that any text of any object names", () => {
    const own = ["ghcr.io/acme/server:1", "quay.io/acme/sidecar@sha256:0f", "ghcr.io/acme/model:1"];
    expect(elsewhere(all, [...upstream, ...own])).toEqual([]);
    expect(elsewhere(texts({}), [...upstream, ...own]).length).toBeGreaterThan(upstream.length);
  });

  it("keeps tags and digests", () => {
    for (const image of upstream) {
      const moved = `${MIRROR}/${withoutHost(image)}`;
      if (image.startsWith("kserve/art-explainer")) expect(all).toContain(moved.replace(/:latest$/, ""));
      else
        expect(
          all.some((text) => text === moved || text.endsWith(`=${moved}`)),
          image,
        ).toBe(true);
    }
    expect(all).toContain(`${MIRROR}/acme/sidecar@sha256:0f`);
    expect(all).toContain(`oci://${MIRROR}/acme/model:1`);
  });

  it("leaves the registries that are excepted", () => {
    const some = texts({ registry: { mirror: MIRROR, except: ["ghcr.io/acme"] } });
    expect(some).toContain("ghcr.io/acme/server:1");
    expect(some).toContain("oci://ghcr.io/acme/model:1");
    expect(elsewhere(some, upstream)).toEqual([]);
  });

  it("gives its pull Secret to every pod, those of models with a server of their own too", () => {
    const all = synthesize((app) => defaultPlatform(app, { registry: { mirror: MIRROR, pullSecret: "regcred" } }));
    expect(all.find("InferenceService", "custom", "models")).toMatchObject({
      spec: { predictor: { imagePullSecrets: [{ name: "regcred" }] } },
    });
  });
});

describe("an image that is overridden", () => {
  const registry = { mirror: MIRROR };
  const before = images({ registry });
  // What KServe makes up from a runtime's image follows it.
  const plain = (image: string): string => image.replace(/-gpu$/, "").replace(/-cpu:/, ":");

  it.each(Object.keys(latestRelease.images) as ImageName[])("alone changes, and is used as it is: %s", (name) => {
    const own = "ghcr.io/acme/replaced:v1";
    const moved = `${MIRROR}/${withoutHost(latestRelease.images[name].image)}`;
    const after = images({ registry, images: { [name]: own } });
    const come = [...after.keys()].filter((image) => !before.has(image));
    const gone = [...before.keys()].filter((image) => !after.has(image));
    expect([...new Set(come.map(plain))]).toEqual([own]);
    expect(gone.filter((image) => plain(image) !== plain(moved))).toEqual([]);
    expect(after.get(own)).toEqual(before.get(moved)?.filter((user) => !user.includes(", models ")));
    // Nothing but what KServe makes up from another runtime still has the old one.
    expect((after.get(moved) ?? []).filter((user) => !user.includes(", models "))).toEqual([]);
  });
});

describe("platform.images()", () => {
  it("lists every image of the release, each with its users", () => {
    const listed = images();
    expect(upstream.filter((image) => !listed.has(image))).toEqual([]);
    for (const [image, users] of listed) expect(users.length, image).toBeGreaterThan(0);
    expect(listed.get("kserve/art-explainer:latest")).toEqual(["ConfigMap kserve/inferenceservice-config"]);
    expect(listed.get(latestRelease.images["cert-manager-acmesolver"].image)).toEqual([
      "Deployment cert-manager/cert-manager",
    ]);
    expect(listed.get(latestRelease.images["knative-queue-proxy"].image)).toEqual([
      "ConfigMap knative-serving/config-deployment",
      "Image knative-serving/queue-proxy",
    ]);
  });

  it("takes no image for another whose name it starts", () => {
    expect(images().get("kserve/huggingfaceserver:v0.20.0")).toEqual([
      "ClusterServingRuntime kserve-huggingfaceserver",
    ]);
  });

  it("lists the images of models and those that KServe makes up", () => {
    const platform = defaultPlatform(new App());
    new InferenceService(platform.namespace("team-a"), "own", {
      predictor: { containers: [{ image: "ghcr.io/acme/server:1" }] },
    });
    const listed = platform.images();
    expect(listed.get("ghcr.io/acme/server:1")).toEqual(["InferenceService team-a/own"]);
    expect(listed.get("vllm/vllm-openai-cpu:v0.20.0")).toEqual([
      "ClusterServingRuntime kserve-vllmserver, models without a GPU",
    ]);
    expect(listed.get("tensorflow/serving:2.6.2-gpu")).toEqual([
      "ClusterServingRuntime kserve-tensorflow-serving, models with a GPU",
    ]);
  });

  it("lists no GPU form of an image with a digest, which KServe leaves alone", () => {
    const digest = "ghcr.io/acme/torchserve@sha256:0f";
    expect([...images({ images: { torchserve: digest } }).keys()].filter((image) => image.startsWith(digest))).toEqual([
      digest,
    ]);
  });
});
