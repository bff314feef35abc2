import { App, Testing } from "cdk8s";
import { Secret } from "cdk8s-plus-27";
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

  it("stay where they are in the registries that are excepted, and only there", () => {
    const registry = { mirror: "registry.acme.internal", except: ["ghcr.io/acme", "quay.io", "docker.io/team"] };
    const images = new Images(app, { release, registry });
    expect(images.ref("cert-manager-webhook")).toBe("quay.io/jetstack/cert-manager-webhook:v1.19.4");
    expect(images.mirrored("ghcr.io/acme/server@sha256:01")).toBe("ghcr.io/acme/server@sha256:01");
    expect(images.mirrored("ghcr.io/acme-labs/server:1")).toBe("registry.acme.internal/acme-labs/server:1");
    expect(images.mirrored("team/server:1")).toBe("team/server:1");
    expect(images.mirrored("index.docker.io/team/server:1")).toBe("index.docker.io/team/server:1");
    expect(images.mirrored("nginx:1")).toBe("registry.acme.internal/nginx:1");
  });

  it("are used as an override writes them, wherever a program writes the image or the override", () => {
    const upstream = release.images["kserve-sklearnserver"].image;
    const images = new Images(app, {
      release,
      registry: { mirror: "registry.acme.internal" },
      overrides: { "kserve-sklearnserver": "ghcr.io/acme/sklearn:1", mlserver: undefined },
    });
    expect(images.mirrored(upstream)).toBe("ghcr.io/acme/sklearn:1");
    expect(images.mirrored("ghcr.io/acme/sklearn:1")).toBe("ghcr.io/acme/sklearn:1");
    expect(images.ref("mlserver")).toBe("registry.acme.internal/seldonio/mlserver:1.7.1");
  });

  it("take a pull Secret of cdk8s-plus", () => {
    const pullSecret = Secret.fromSecretName(Testing.chart(), "secret", "regcred");
    expect(new Images(app, { release, registry: { mirror: "registry.acme.internal", pullSecret } }).pullSecret).toBe(
      "regcred",
    );
  });

  it("refuse an exception with a scheme", () => {
    const registry = { mirror: "registry.acme.internal", except: ["https://ghcr.io/acme"] };
    expect(() => new Images(app, { release, registry })).toThrow(
      'registry.except must be a registry host with an optional path, without scheme and trailing slash, got "https://ghcr.io/acme"; fix: except: ["ghcr.io/acme"]',
    );
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
    expect(() => new Images(app, { release, overrides: { mlservr: "x" } as object })).toThrow(
      "fix: did you mean mlserver?",
    );
  });
});
