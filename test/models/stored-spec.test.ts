import { ApiObject } from "cdk8s";
import { describe, expect, it } from "vitest";
import { defaultPlatform } from "../../charts/default-platform";
import { ServingApp } from "../../lib/output/serving-app";
import { InferenceService, type InferenceServiceProps } from "../../lib/models/inference-service";
import { storedSpec } from "../../lib/models/stored-spec";
import { latestRelease } from "../../lib/releases";

const kind = { apiVersion: "serving.kserve.io/v1beta1", kind: "InferenceService" };

function written(predictor: object): unknown {
  return (storedSpec({ predictor }, kind, latestRelease) as { predictor: unknown }).predictor;
}

/** What the API server is sent of a model. */
function sent(props: InferenceServiceProps): object {
  const platform = defaultPlatform(new ServingApp());
  return (ApiObject.of(new InferenceService(platform.namespace("team-a"), "iris", props)).toJson() as { spec: object })
    .spec;
}

describe("the specification of a model", () => {
  it("has every amount as Kubernetes writes it, wherever it stands", () => {
    const resources = { requests: { cpu: 0.5, memory: "2048Mi" }, limits: { cpu: "1000m", "nvidia.com/gpu": 1 } };
    const stored = { requests: { cpu: "500m", memory: "2Gi" }, limits: { cpu: "1", "nvidia.com/gpu": "1" } };
    const env = (divisor: unknown) => [{ name: "MEMORY", valueFrom: { resourceFieldRef: { resource: "m", divisor } } }];
    const pod = (amounts: object, size: unknown) => ({
      resources: amounts,
      overhead: { cpu: size },
      initContainers: [{ name: "init", resources: amounts }],
      containers: [{ name: "own", resources: amounts, env: env(size) }],
      volumes: [
        { name: "scratch", emptyDir: { sizeLimit: size } },
        { name: "claim", ephemeral: { volumeClaimTemplate: { spec: { resources: { requests: { storage: size } } } } } },
        { name: "facts", downwardAPI: { items: [{ path: "a", resourceFieldRef: { resource: "m", divisor: size } }] } },
      ],
    });
    const predictor = (amounts: object, size: unknown) => ({
      ...pod(amounts, size),
      model: { resources: amounts },
      sklearn: { resources: amounts },
      workerSpec: pod(amounts, size),
    });
    expect(written(predictor(resources, "1024Ki"))).toEqual(predictor(stored, "1Mi"));
    const component = { transformer: pod(resources, 1000), explainer: { art: { resources } } } as never;
    expect(storedSpec(component, kind, latestRelease)).toEqual({
      transformer: pod(stored, "1k"),
      explainer: { art: { resources: stored } },
    });
  });

  it("keeps what is no amount: ports, counts, texts", () => {
    const predictor = {
      minReplicas: 0,
      labels: { size: "1000m" },
      containers: [{ name: "own", args: ["1000m"], readinessProbe: { tcpSocket: { port: 8080 } } }],
      deploymentStrategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: "25%" } },
    };
    expect(written(predictor)).toEqual(predictor);
  });

  it("keeps the target of a metric to the letter, as KServe does for KEDA, but as text", () => {
    const metrics = (target: object) => ({ autoScaling: { metrics: [{ type: "External", external: { target } }] } });
    expect(written(metrics({ value: "1000m", averageValue: 5 }))).toEqual(
      metrics({ value: "1000m", averageValue: "5" }),
    );
  });

  it("has nothing for what Go leaves out", () => {
    const containers = [
      {
        name: "own",
        args: [],
        tty: false,
        env: [{ name: "EMPTY", value: "" }],
        volumeMounts: [{ name: "a", mountPath: "/a", readOnly: false, subPath: "" }],
        readinessProbe: { initialDelaySeconds: 0, terminationGracePeriodSeconds: 0 },
        resources: { limits: {} },
      },
    ];
    const volumes = [{ name: "a", emptyDir: { medium: "" } }];
    expect(
      written({ containers, volumes, maxReplicas: 0, hostNetwork: false, labels: {}, imagePullSecrets: [] }),
    ).toEqual({
      containers: [
        {
          name: "own",
          env: [{ name: "EMPTY" }],
          volumeMounts: [{ name: "a", mountPath: "/a" }],
          readinessProbe: { terminationGracePeriodSeconds: 0 },
          resources: {},
        },
      ],
      volumes: [{ name: "a", emptyDir: {} }],
    });
  });

  it("keeps what is empty where Go tells it from nothing", () => {
    const predictor = {
      minReplicas: 0,
      automountServiceAccountToken: false,
      securityContext: {},
      model: { storage: { parameters: {} } },
      logger: { storage: { parameters: {} } },
      volumes: [
        { name: "a", projected: { sources: [] } },
        { name: "b", csi: { driver: "d", readOnly: false } },
      ],
    };
    expect(written(predictor)).toEqual(predictor);
  });

  it("is what is sent, also of a model that is written exactly", () => {
    const model = { modelFormat: "sklearn", resources: { requests: { cpu: 1 }, limits: { cpu: "1000m" } } };
    const resources = { requests: { cpu: "1" }, limits: { cpu: "1" } };
    expect(sent({ predictor: { model } })).toMatchObject({ predictor: { model: { resources } } });
    expect(sent({ predictor: { model }, exact: true })).toMatchObject({ predictor: { model: { resources } } });
  });

  it("is told as it was written where it is refused", () => {
    const model = { modelFormat: "sklearn", resources: { requests: { cpu: "2000m" }, limits: { cpu: "1000m" } } };
    expect(() => sent({ predictor: { model } })).toThrow('must be at most limits.cpu (1000m), got "2000m"');
  });
});
