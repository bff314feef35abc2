import { Testing } from "cdk8s";
import type { PodSpec } from "kubernetes-types/core/v1";
import { describe, expect, it } from "vitest";
import { networkPolicy, servedPorts, type NetworkPolicyProps } from "../../lib/internal/network-policy";

const pod: PodSpec = {
  containers: [
    {
      name: "main",
      ports: [{ name: "web", containerPort: 8443 }, { containerPort: 80 }],
      livenessProbe: { httpGet: { port: 8081 } },
      readinessProbe: { httpGet: { port: "web" } },
    },
    { name: "sidecar", startupProbe: { tcpSocket: { port: 9000 } }, livenessProbe: { grpc: { port: 9001 } } },
  ],
};

const policyOf = (props: Partial<NetworkPolicyProps>): unknown => {
  const chart = Testing.chart();
  networkPolicy(chart, { name: "a", namespace: "n", selector: { app: "a" }, ports: [], ...props });
  return Testing.synth(chart)[0];
};

describe("the ports that a pod serves", () => {
  it("are those it declares, those that are probed, by number or name, and further ones", () => {
    expect(servedPorts(pod, [15020, 80])).toEqual([80, 8081, 8443, 9000, 9001, 15020]);
  });
});

describe("a network policy", () => {
  it("lets anyone reach the ports that are served and names no egress", () => {
    expect(policyOf({ ports: [80, 443], labels: { app: "a" } })).toEqual({
      apiVersion: "networking.k8s.io/v1",
      kind: "NetworkPolicy",
      metadata: { name: "a", namespace: "n", labels: { app: "a" } },
      spec: {
        podSelector: { matchLabels: { app: "a" } },
        policyTypes: ["Ingress"],
        ingress: [
          {
            ports: [
              { port: 80, protocol: "TCP" },
              { port: 443, protocol: "TCP" },
            ],
          },
        ],
      },
    });
  });

  it("closes pods that need no network in both directions", () => {
    expect(policyOf({ egress: false })).toMatchObject({
      spec: { podSelector: { matchLabels: { app: "a" } }, policyTypes: ["Ingress", "Egress"] },
    });
    expect(JSON.stringify(policyOf({ egress: false }))).not.toContain('"ingress"');
  });
});
