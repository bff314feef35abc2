import { Testing } from "cdk8s";
import { describe, expect, it } from "vitest";
import { violations } from "../../lib/definitions/violations";
import { KServeRuntimes, type KServeRuntimesProps } from "../../lib/kserve/kserve-runtimes";
import { servingRuntimes } from "../../lib/kserve/runtimes";
import { find, manifests, type Manifest } from "./manifests";

const synth = (props: KServeRuntimesProps = {}): Manifest[] =>
  manifests((scope) => new KServeRuntimes(scope, "runtimes", props));

describe("KServe's runtimes", () => {
  it("are fourteen, valid by their schema, beside the storage container", () => {
    const all = synth();
    expect(all.filter(({ kind }) => kind === "ClusterServingRuntime")).toHaveLength(14);
    expect(find(all, "ClusterStorageContainer", "default").metadata).toEqual({ name: "default" });
    for (const manifest of all) expect(violations({ ...manifest, metadata: {} })).toEqual([]);
  });

  it("never give two runtimes one priority for the same format and protocol, which KServe's webhook refuses", () => {
    const seen = new Map<string, string>();
    for (const { name, formats, protocolVersions = [] } of servingRuntimes) {
      for (const { name: format, version, priority, autoSelect } of formats) {
        if (autoSelect !== true) continue;
        for (const protocol of protocolVersions) {
          const key = [format.toLowerCase(), version, protocol, priority].join(" ");
          expect(seen.get(key), `${key}: ${name}`).toBeUndefined();
          seen.set(key, name);
        }
      }
    }
  });

  it("leave out what is switched off and keep what is disabled away from models", () => {
    const props: KServeRuntimesProps = {
      runtimes: { "kserve-vllmserver": false, "kserve-pmmlserver": { disabled: true } },
    };
    const all = synth(props);
    expect(all.some(({ metadata }) => metadata.name === "kserve-vllmserver")).toBe(false);
    expect(find(all, "ClusterServingRuntime", "kserve-pmmlserver")).toMatchObject({ spec: { disabled: true } });
    const names = new KServeRuntimes(Testing.chart(), "runtimes", props).runtimes.map(({ name }) => name);
    expect(names).toHaveLength(12);
    expect(names).toContain("kserve-sklearnserver");
  });

  it("take resources, arguments and placement by name", () => {
    const all = synth({
      runtimes: {
        "kserve-sklearnserver": {
          resources: { requests: { cpu: "10m" } },
          args: ["--workers=2"],
          nodeSelector: { pool: "models" },
          tolerations: [{ operator: "Exists" }],
        },
      },
    });
    expect(find(all, "ClusterServingRuntime", "kserve-sklearnserver")).toMatchObject({
      spec: {
        nodeSelector: { pool: "models" },
        tolerations: [{ operator: "Exists" }],
        containers: [
          {
            args: ["--model_name={{.Name}}", "--model_dir=/mnt/models", "--http_port=8080", "--workers=2"],
            resources: { requests: { cpu: "10m" } },
          },
        ],
      },
    });
  });

  it("ask less in dev, but not of a model that spans nodes", () => {
    const all = synth({ profile: "dev" });
    const requests = (cpu: string, memory: string): object => ({
      spec: { containers: [{ resources: { requests: { cpu, memory } } }] },
    });
    expect(find(all, "ClusterServingRuntime", "kserve-sklearnserver")).toMatchObject(requests("100m", "256Mi"));
    expect(find(all, "ClusterServingRuntime", "kserve-huggingfaceserver-multinode")).toMatchObject(
      requests("2", "6Gi"),
    );
  });

  it("pull from the mirror with its secret, workers too", () => {
    const all = synth({ registry: { mirror: "registry.acme.internal", pullSecret: "regcred" } });
    expect(find(all, "ClusterServingRuntime", "kserve-huggingfaceserver-multinode")).toMatchObject({
      spec: {
        imagePullSecrets: [{ name: "regcred" }],
        containers: [{ image: "registry.acme.internal/kserve/huggingfaceserver:v0.20.0-gpu" }],
        workerSpec: {
          imagePullSecrets: [{ name: "regcred" }],
          containers: [{ image: "registry.acme.internal/kserve/huggingfaceserver:v0.20.0-gpu" }],
        },
      },
    });
  });

  it("refuse a name that is no runtime and say which was meant", () => {
    const runtimes = { "kserve-sklernserver": false } as KServeRuntimesProps["runtimes"];
    expect(() => synth({ runtimes })).toThrow(
      /^.*runtimes: runtimes\["kserve-sklernserver"\] must be one of kserve-sklearnserver, .*, got "kserve-sklernserver"; fix: runtimes: \{ "kserve-sklearnserver": … \}$/,
    );
  });
});
