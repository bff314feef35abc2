import { describe, expect, it } from "vitest";
import { definitionData, SOURCES } from "../../lib/definitions/sources";
import { violations } from "../../lib/definitions/violations";

const service = (spec: object, metadata: object = { name: "iris" }): object => ({
  apiVersion: "serving.kserve.io/v1beta1",
  kind: "InferenceService",
  metadata,
  spec,
});

describe("violations", () => {
  const kinds = Object.keys(SOURCES).flatMap((source) =>
    definitionData(source).definitions.flatMap(({ spec: { group, names, versions } }) =>
      versions.map(({ name }) => ({ apiVersion: `${group}/${name}`, kind: names.kind })),
    ),
  );

  it.each(kinds)("takes apiVersion, kind and metadata of $apiVersion $kind", (kind) => {
    const heads = violations({ ...kind, metadata: { name: "a" } }).map(({ path }) => path);
    expect(heads).not.toEqual(expect.arrayContaining([expect.stringMatching(/^(apiVersion|kind|metadata)/)]));
  });

  it("names the field that a misspelt one was meant to be", () => {
    const found = violations(
      service({ predictor: { model: { modelFormat: { name: "sklearn" }, storageUrl: "s3://a" } } }),
    );
    expect(found).toEqual([
      expect.objectContaining({ path: "spec.predictor.model.storageUrl", fix: "did you mean storageUri?" }),
    ]);
  });

  it("refuses a key that every JavaScript object has", () => {
    expect(violations(service({ predictor: { constructor: 1 } }))).toHaveLength(1);
  });

  it("takes a null that the API server drops", () => {
    expect(violations(service({ predictor: { minReplicas: null } }))).toEqual([]);
  });

  it("takes metadata as the API server gives it back", () => {
    expect(
      violations(service({ predictor: {} }, { name: "iris", uid: "1", resourceVersion: "2", generation: 3 })),
    ).toEqual([]);
  });

  it("refuses two items with the same keys, defaults counted", () => {
    const ports = [{ containerPort: 1 }, { containerPort: 1, protocol: "TCP" }];
    const [found] = violations(service({ predictor: { containers: [{ name: "a", ports }] } }));
    expect(found).toMatchObject({
      path: "spec.predictor.containers[0].ports[1]",
      expected: "an item that is not in the list yet, told apart by containerPort and protocol",
    });
  });

  it("names the versions that a kind has", () => {
    const [found] = violations({ ...service({}), apiVersion: "serving.kserve.io/v1" });
    expect(found).toMatchObject({ path: "apiVersion", fix: "write serving.kserve.io/v1beta1" });
  });
});
