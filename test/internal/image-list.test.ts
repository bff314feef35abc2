import { describe, expect, it } from "vitest";
import { imagesIn } from "../../lib/internal/image-list";

const none = new Set<string>();

describe("the images of an object", () => {
  it("are found in containers of every sort, in volumes and in custom resources", () => {
    const manifest = {
      spec: {
        containers: [{ image: "a:1" }, { image: "b:1" }],
        initContainers: [{ image: "c:1" }],
        volumes: [{ name: "model", image: { reference: "d:1", pullPolicy: "Always" } }],
        model: { storageUri: "oci://e/model:1" },
        container: { image: "a:1" },
      },
    };
    expect(imagesIn(manifest, none)).toEqual(["a:1", "b:1", "c:1", "d:1", "e/model:1"]);
  });

  it("are found in arguments and in the JSON of ConfigMaps, and joined where KServe joins them", () => {
    const data = {
      "queue-sidecar-image": "q@sha256:01",
      localModel: JSON.stringify({ defaultJobImage: "j:1" }),
      explainers: JSON.stringify({ art: { image: "localhost:5000/art", defaultImageVersion: "latest" } }),
      mesh: "not: {json",
    };
    expect(imagesIn({ data, args: ["--acme-http01-solver-image=s:1", "--v=2"] }, none)).toEqual([
      "q@sha256:01",
      "j:1",
      "localhost:5000/art:latest",
      "s:1",
    ]);
  });

  it("are found elsewhere only as a whole, never as the start of another", () => {
    const env = [{ name: "RELATED", value: "kserve/server:v1-gpu" }];
    expect(imagesIn({ env }, new Set(["kserve/server:v1"]))).toEqual([]);
    expect(imagesIn({ env }, new Set(["kserve/server:v1-gpu"]))).toEqual(["kserve/server:v1-gpu"]);
  });

  it("are none where a key only sounds like one", () => {
    expect(imagesIn({ imagePullPolicy: "Always", imagePullSecrets: [{ name: "a" }], images: "x" }, none)).toEqual([]);
  });
});
