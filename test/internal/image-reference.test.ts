import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { liesIn, withoutHost } from "../../lib/internal/image-reference";

const segment = fc.stringMatching(/^[a-z0-9]{1,8}$/);
const host = fc.oneof(
  segment.map((name) => `${name}.example.org`),
  segment.map((name) => `${name}:5000`),
  fc.constant("localhost"),
);
const path = fc.array(segment, { minLength: 1, maxLength: 3 }).map((parts) => parts.join("/"));
const version = fc.oneof(fc.constant(""), fc.constant(":v1"), fc.constant("@sha256:0f"), fc.constant(":v1@sha256:0f"));

describe("an image reference", () => {
  it("loses its host and nothing else", () => {
    fc.assert(
      fc.property(host, path, version, (registry, repository, tag) => {
        expect(withoutHost(`${registry}/${repository}${tag}`)).toBe(`${repository}${tag}`);
      }),
    );
    fc.assert(
      fc.property(path, version, (repository, tag) => {
        expect(withoutHost(`${repository}${tag}`)).toBe(`${repository}${tag}`);
      }),
    );
  });

  it("lies in its host, in each path above it and in itself", () => {
    fc.assert(
      fc.property(host, path, version, (registry, repository, tag) => {
        const image = `${registry}/${repository}${tag}`;
        expect(liesIn(image, registry)).toBe(true);
        const parts = repository.split("/");
        for (let length = 1; length <= parts.length; length += 1) {
          expect(liesIn(image, `${registry}/${parts.slice(0, length).join("/")}`)).toBe(true);
        }
      }),
    );
  });

  it("lies in no other host, and in no path that only starts like its own", () => {
    fc.assert(
      fc.property(host, path, version, (registry, repository, tag) => {
        const image = `${registry}/${repository}${tag}`;
        expect(liesIn(image, `other.${registry}`)).toBe(false);
        expect(liesIn(image, `${registry}/${repository}x`)).toBe(false);
        expect(liesIn(image, `${registry}/${repository}/below`)).toBe(false);
      }),
    );
  });

  it("lies on Docker Hub without a host, Docker's own below library", () => {
    expect(liesIn("acme/server:1", "docker.io")).toBe(true);
    expect(liesIn("acme/server:1", "docker.io/acme")).toBe(true);
    expect(liesIn("nginx:1", "docker.io/library")).toBe(true);
    expect(liesIn("index.docker.io/acme/server:1", "docker.io/acme")).toBe(true);
    expect(liesIn("acme/server:1", "ghcr.io")).toBe(false);
  });
});
