import { describe, expect, it } from "vitest";
import { crds } from "../../lib/definitions/definitions";
import { SOURCES } from "../../lib/definitions/sources";
import { violations, violationsOf } from "../../lib/definitions/violations";
import { badResources } from "../bad-resources";

describe("a custom resource", () => {
  it.each(badResources)("with $fault is refused at its path", ({ manifest, path }) => {
    expect(violations(manifest).map((violation) => violation.path)).toContain(path);
  });

  it("learns what a misspelt field was meant to be", () => {
    const [first] = badResources;
    expect(violations(first?.manifest ?? {})).toMatchObject([
      { path: "spec.predictor.model.storageUrl", fix: "did you mean storageUri?" },
    ]);
  });

  it("passes where its kind has no schema here", () => {
    expect(violations({ apiVersion: "acme.dev/v1", kind: "Widget", spec: { anything: true } })).toEqual([]);
  });
});

describe("the definitions", () => {
  it("stay under the budget of 235,000 bytes, each one", () => {
    for (const source of Object.keys(SOURCES)) {
      for (const definition of crds(source)) {
        expect(JSON.stringify(definition).length, definition.metadata.name).toBeLessThanOrEqual(235_000);
      }
    }
  });

  it("differ between the forms only where the fold plan says so", () => {
    const full = crds("kserve-0.20.0", "full");
    const folded = crds("kserve-0.20.0", "folded");
    const changed = full.filter((definition, index) => JSON.stringify(definition) !== JSON.stringify(folded[index]));
    expect(changed.map(({ metadata }) => metadata.name)).toEqual([
      "inferenceservices.serving.kserve.io",
      "llminferenceserviceconfigs.serving.kserve.io",
      "llminferenceservices.serving.kserve.io",
    ]);
  });

  it("refuse every bad resource in their folded form too", () => {
    const byKind = new Map(crds("kserve-0.20.0", "folded").map((crd) => [crd.spec.names.kind, crd]));
    for (const { manifest, path } of badResources) {
      const schema = byKind.get(manifest.kind)?.spec.versions[0]?.schema.openAPIV3Schema ?? {};
      expect(violationsOf(manifest, schema).map((violation) => violation.path)).toContain(path);
    }
  });

  it("carry no prose", () => {
    const schemas = crds("istio-1.29.1", "full").flatMap(({ spec }) => spec.versions.map(({ schema }) => schema));
    expect(JSON.stringify(schemas).includes('"description":"')).toBe(false);
  });
});
