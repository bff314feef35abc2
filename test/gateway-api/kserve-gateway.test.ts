import { Testing } from "cdk8s";
import { describe, expect, it } from "vitest";
import { violations } from "../../lib/definitions/violations";
import { KServeGateway, type KServeGatewayProps } from "../../lib/gateway-api/kserve-gateway";
import type { Manifest } from "../../lib/internal/emit";

function synth(props: KServeGatewayProps = {}): Manifest[] {
  const chart = Testing.chart();
  new KServeGateway(chart, "gateway", props);
  return Testing.synth(chart) as Manifest[];
}

const find = (manifests: Manifest[], kind: string): Manifest | undefined =>
  manifests.find((manifest) => manifest.kind === kind);

describe("KServe's Gateway", () => {
  it("is served by the ingress gateway that is there", () => {
    const manifests = synth();
    expect(find(manifests, "GatewayClass")).toMatchObject({
      metadata: { name: "istio" },
      spec: { controllerName: "istio.io/gateway-controller" },
    });
    expect(find(manifests, "Gateway")).toMatchObject({
      metadata: { name: "kserve-ingress-gateway", namespace: "istio-system" },
      spec: {
        gatewayClassName: "istio",
        addresses: [{ type: "Hostname", value: "istio-ingressgateway.istio-system.svc.cluster.local" }],
        listeners: [{ name: "http", port: 80, protocol: "HTTP", allowedRoutes: { namespaces: { from: "All" } } }],
      },
    });
    expect(manifests).toHaveLength(2);
  });

  it("lies in the namespace of the ingress gateway, where alone istiod lets it have that Service", () => {
    expect(find(synth({ namespace: "edge", service: "envoy" }), "Gateway")).toMatchObject({
      metadata: { namespace: "edge" },
      spec: { addresses: [{ type: "Hostname", value: "envoy.edge.svc.cluster.local" }] },
    });
  });

  it("leaves the class to an Istio that has made it", () => {
    expect(synth({ gatewayClass: false }).map(({ kind }) => kind)).toEqual(["Gateway"]);
  });

  it("lets in one host on both ports", () => {
    const manifests = synth({ hostname: "*.models.acme.dev", tlsSecretName: "models-tls" });
    expect(find(manifests, "Gateway")).toMatchObject({
      spec: {
        listeners: [
          { name: "http", hostname: "*.models.acme.dev" },
          {
            name: "https",
            port: 443,
            protocol: "HTTPS",
            hostname: "*.models.acme.dev",
            tls: { mode: "Terminate", certificateRefs: [{ kind: "Secret", name: "models-tls" }] },
          },
        ],
      },
    });
  });

  it("keeps to the schema of the Gateway API", () => {
    const manifests = synth({ hostname: "*.models.acme.dev", tlsSecretName: "models-tls" });
    expect(manifests.flatMap((manifest) => violations(manifest))).toEqual([]);
  });

  it("refuses a hostname that is no DNS name", () => {
    expect(() => synth({ hostname: "https://models.acme.dev" })).toThrow(
      'gateway: hostname must be a lower-case DNS name, whose first label may be *, got "https://models.acme.dev"; fix: hostname: "*.models.example.com"',
    );
  });
});
