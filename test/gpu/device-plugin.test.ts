import { Testing } from "cdk8s";
import { describe, expect, it } from "vitest";
import { NvidiaDevicePlugin, type NvidiaDevicePluginProps } from "../../lib/gpu/device-plugin";

function synth(props: NvidiaDevicePluginProps = {}): unknown {
  const chart = Testing.chart();
  new NvidiaDevicePlugin(chart, "plugin", props);
  return (Testing.synth(chart) as unknown[])[0];
}

const pod = (spec: object): object => ({ kind: "DaemonSet", spec: { template: { spec } } });

describe("NVIDIA's device plugin", () => {
  it("runs beside the GPU taint, with requests and a memory limit in production", () => {
    expect(synth()).toMatchObject(
      pod({
        tolerations: [{ key: "nvidia.com/gpu", operator: "Exists", effect: "NoSchedule" }],
        containers: [{ resources: { requests: { cpu: "10m" }, limits: { memory: "256Mi" } } }],
      }),
    );
  });

  it("carries placement, resources and the plugin's own settings", () => {
    const affinity = { nodeAffinity: {} };
    expect(
      synth({
        nodeSelector: { "nvidia.com/gpu.present": "true" },
        affinity,
        tolerations: [{ operator: "Exists" }],
        failOnInitError: false,
        migStrategy: "single",
        resources: { requests: { cpu: "1m" } },
        registry: { mirror: "registry.acme.internal", pullSecret: "regcred" },
      }),
    ).toMatchObject(
      pod({
        nodeSelector: { "nvidia.com/gpu.present": "true" },
        affinity,
        tolerations: [{ operator: "Exists" }],
        imagePullSecrets: [{ name: "regcred" }],
        containers: [
          {
            image: "registry.acme.internal/nvidia/k8s-device-plugin:v0.20.0",
            env: [
              { name: "FAIL_ON_INIT_ERROR", value: "false" },
              { name: "MIG_STRATEGY", value: "single" },
            ],
            resources: { requests: { cpu: "1m" } },
          },
        ],
      }),
    );
  });
});
