import { Testing } from "cdk8s";
import { describe, expect, it } from "vitest";
import type { Manifest } from "../../lib/internal/emit";
import { NetIstio, type NetIstioProps } from "../../lib/knative/net-istio";

function config(props: NetIstioProps): { readonly data?: Readonly<Record<string, string>> } | undefined {
  const chart = Testing.chart();
  new NetIstio(chart, "net-istio", props);
  return (Testing.synth(chart) as Manifest[]).find(({ metadata }) => metadata.name === "config-istio") as object;
}

describe("net-istio", () => {
  it("leaves its configuration to its own defaults where Istio is where it looks", () => {
    expect(config({})?.data).toBeUndefined();
  });

  it("is told where Istio's gateway is, where it is elsewhere", () => {
    expect(config({ istioNamespace: "mesh" })?.data).toEqual({
      "external-gateways":
        "- name: knative-ingress-gateway\n  namespace: knative-serving\n  service: istio-ingressgateway.mesh.svc.cluster.local\n",
      "local-gateways":
        "- name: knative-local-gateway\n  namespace: knative-serving\n  service: knative-local-gateway.mesh.svc.cluster.local\n",
    });
  });

  it("probes its webhook with a configuration in two formats, under the labels that the webhook selects", () => {
    const { refusals } = new NetIstio(Testing.chart(), "net-istio");
    expect(refusals).toMatchObject([
      {
        manifest: {
          kind: "ConfigMap",
          metadata: {
            name: "config-istio",
            labels: { "app.kubernetes.io/name": "knative-serving", "app.kubernetes.io/component": "net-istio" },
          },
        },
        says: "can not be defined simultaneously with",
      },
    ]);
  });
});
