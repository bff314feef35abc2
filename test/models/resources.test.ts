import { Size } from "cdk8s";
import { Cpu } from "cdk8s-plus-27";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultPlatform } from "../../charts/default-platform";
import type { ServingPlatformProps } from "../../charts/serving-platform";
import { synthesize } from "../../charts/testing";
import { amountOf, type Resources } from "../../lib/internal/quantity";
import { fitResources, type PlainResources } from "../../lib/models/fit-resources";
import { InferenceService } from "../../lib/models/inference-service";
import type { Predictor } from "../../lib/models/predictor";

interface Service {
  readonly spec: {
    readonly predictor: {
      readonly model?: { readonly resources?: PlainResources };
      readonly containers?: readonly { readonly resources?: PlainResources }[];
    };
  };
}

function written(predictor: Predictor, props: Partial<ServingPlatformProps> = {}): PlainResources | undefined {
  const all = synthesize(
    (app) => new InferenceService(defaultPlatform(app, props).namespace("team-a"), "iris", { predictor }),
  );
  const { model, containers } = (all.find("InferenceService", "iris", "team-a") as unknown as Service).spec.predictor;
  return (model ?? containers?.[0])?.resources;
}

const model = (resources: Resources): Predictor => ({ model: { modelFormat: "sklearn", resources } });
const server = (resources: object): Predictor => ({ containers: [{ image: "acme/server:1", resources }] });
const upstream: Partial<ServingPlatformProps> = { profile: "production", domain: "models.acme.dev" };

describe("requests and limits of a model", () => {
  it("lift a default limit that lies below the request, CPU and memory alike", () => {
    const asked = { requests: { cpu: "4", memory: "8Gi" } };
    expect(written(model(asked))).toEqual({ ...asked, limits: { cpu: "4", memory: "8Gi" } });
    expect(written(server(asked))).toEqual({ ...asked, limits: { cpu: "4", memory: "8Gi" } });
  });

  it("lower a default request that lies above the limit", () => {
    const asked = { limits: { cpu: "500m", memory: "1Gi" } };
    expect(written(model(asked), upstream)).toEqual({ ...asked, requests: { cpu: "500m", memory: "1Gi" } });
    expect(written(server(asked), upstream)).toEqual({ ...asked, requests: { cpu: "500m", memory: "1Gi" } });
  });

  it("are left to KServe where its defaults fit", () => {
    const asked = { requests: { cpu: "500m" }, limits: { memory: "4Gi" } };
    expect(written(model(asked), upstream)).toEqual(asked);
    expect(written({ model: { modelFormat: "sklearn" } })).toBeUndefined();
  });

  it("know the defaults of the platform: a server of one's own has KServe's, a model its runtime's", () => {
    const kserve = { modelDefaults: { cpuLimit: "8", cpuRequest: "2" } };
    const asked = { requests: { cpu: "4" } };
    expect(written(server(asked), { kserve })).toEqual(asked);
    expect(written(model(asked), { kserve })).toEqual({ ...asked, limits: { cpu: "4" } });
    expect(written(server({ limits: { cpu: "1" } }), { kserve })).toEqual({
      limits: { cpu: "1" },
      requests: { cpu: "1" },
    });
    expect(written(server({ requests: { cpu: "4" } }), { kserve: { modelDefaults: { cpuLimit: "" } } })).toEqual(asked);
    const runtimes = {
      "kserve-sklearnserver": { resources: { limits: { cpu: "16" } } },
      "kserve-mlserver": false,
    } as const;
    expect(written(model(asked), { runtimes })).toEqual(asked);
    const named = {
      model: { modelFormat: "huggingface", runtime: "kserve-huggingfaceserver-multinode", resources: asked },
    };
    expect(written(named)).toEqual(asked);
  });

  it("take cdk8s' amounts", () => {
    expect(written(model({ requests: { cpu: Cpu.units(2), memory: Size.gibibytes(3) } }))).toEqual({
      requests: { cpu: "2", memory: "3Gi" },
      limits: { cpu: "2", memory: "3Gi" },
    });
  });

  it("set the GPU limit, with the pool's own name for a GPU", () => {
    expect(written({ ...model({ requests: { cpu: "500m" } }), gpus: 2 })).toEqual({
      requests: { cpu: "500m" },
      limits: { "nvidia.com/gpu": "2" },
    });
  });

  it.each<[string, Predictor]>([
    [
      'model.resources.requests.cpu must be at most limits.cpu (2), got "4"; fix: limits: { cpu: "4" }',
      model({ requests: { cpu: 4 }, limits: { cpu: 2 } }),
    ],
    [
      'containers[0].resources.requests.memory must be at most limits.memory (1Gi), got "1025Mi"',
      server({ requests: { memory: "1025Mi" }, limits: { memory: "1Gi" } }),
    ],
    [
      'model.resources.limits.memory must be a Kubernetes quantity of at least 0, got "2 Gi"; fix: "2Gi"',
      model({ limits: { memory: "2 Gi" } }),
    ],
    [
      'model.resources.requests.nvidia.com/gpu must be the same as limits.nvidia.com/gpu (not stated), got "1"; fix: limits: { "nvidia.com/gpu": "1" }',
      model({ requests: { "nvidia.com/gpu": 1 } }),
    ],
    [
      'model.resources.limits.nvidia.com/gpu must be 2, as gpus says, got "1"; fix: leave it out',
      { ...model({ limits: { "nvidia.com/gpu": 1 } }), gpus: 2 },
    ],
    [
      'containers[1].resources.requests.cpu must be at most limits.cpu (1), got "2"',
      { containers: [{ image: "a:1" }, { image: "b:1", resources: { requests: { cpu: "2" }, limits: { cpu: "1" } } }] },
    ],
  ])("are refused where the API server would deny the pod: %s", (message, predictor) => {
    expect(() => written(predictor)).toThrow(`platform/team-a/iris: ${message}`);
  });
});

describe("fitting requests and limits", () => {
  const amounts = fc.dictionary(
    fc.constantFrom("cpu", "memory"),
    fc.oneof(
      fc.integer({ min: 0, max: 64 }).map(String),
      fc.integer({ min: 0, max: 64_000 }).map((milli) => `${milli}m`),
      fc.integer({ min: 0, max: 64 }).map((gibi) => `${gibi}Gi`),
    ),
  );
  const pair = fc.record({ requests: amounts, limits: amounts });
  const fits = ({ requests = {}, limits = {} }: PlainResources): boolean =>
    Object.entries(requests).every(([name, request]) => {
      const limit = limits[name];
      return limit === undefined || (amountOf(request) ?? NaN) <= (amountOf(limit) ?? NaN);
    });

  it("makes a pod that the API server takes, whatever KServe fills in, and changes nothing that was stated", () => {
    fc.assert(
      fc.property(pair.filter(fits), pair.filter(fits), (asked, defaults) => {
        const fitting = fitResources(asked, defaults);
        const filled: PlainResources = {
          requests: { ...defaults.requests, ...fitting.requests },
          limits: { ...defaults.limits, ...fitting.limits },
        };
        expect(fits(filled), JSON.stringify(filled)).toBe(true);
        expect(fitting.requests ?? {}).toMatchObject(asked.requests);
        expect(fitting.limits ?? {}).toMatchObject(asked.limits);
      }),
    );
  });
});
