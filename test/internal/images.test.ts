import { App } from "cdk8s";
import { describe, expect, it } from "vitest";
import { Images } from "../../lib/internal/images";
import { releases } from "../../lib/releases";

const app = new App();
const release = releases.kserve020;

describe("the images of a platform", () => {
  it("are upstream's by default", () => {
    expect(new Images(app, { release }).ref("cert-manager-webhook")).toBe(
      "quay.io/jetstack/cert-manager-webhook:v1.19.4",
    );
  });

  it("move to the mirror with their repository path, tag and digest", () => {
    const images = new Images(app, { release, registry: { mirror: "registry.acme.internal:5000/mirror" } });
    expect(images.ref("kserve-controller")).toBe("registry.acme.internal:5000/mirror/kserve/kserve-controller:v0.20.0");
    expect(images.ref("knative-queue-proxy")).toMatch(
      /^registry\.acme\.internal:5000\/mirror\/knative-releases\/knative\.dev\/serving\/cmd\/queue@sha256:[0-9a-f]{64}$/,
    );
    for (const name of images.names) expect(images.ref(name)).toMatch(/^registry\.acme\.internal:5000\/mirror\//);
  });

  it("are replaced one by one, whatever the mirror", () => {
    const images = new Images(app, {
      release,
      registry: { mirror: "registry.acme.internal" },
      overrides: { mlserver: "ghcr.io/acme/mlserver@sha256:0123" },
    });
    expect(images.ref("mlserver")).toBe("ghcr.io/acme/mlserver@sha256:0123");
  });

  it("never move twice", () => {
    const images = new Images(app, { release, registry: { mirror: "registry.acme.internal/m" } });
    expect(images.mirrored(images.mirrored("docker.io/istio/pilot:1"))).toBe("registry.acme.internal/m/istio/pilot:1");
  });

  it("refuse a mirror with a scheme", () => {
    expect(() => new Images(app, { release, registry: { mirror: "https://registry.acme.internal/" } })).toThrow(
      'registry.mirror must be a registry host with an optional path, without scheme and trailing slash, got "https://registry.acme.internal/"; fix: registry: { mirror: "registry.acme.internal" }',
    );
  });

  it("refuse an override of an image that the release does not have", () => {
    const overrides = { "cert-manager": "x" } as object;
    expect(() => new Images(app, { release, overrides })).toThrow(
      'images["cert-manager"] must be one of cert-manager-controller',
    );
  });
});
