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
      metadata: { name: "kserve-ingress-gateway", namespace: "kserve" },
      spec: {
        gatewayClassName: "istio",
        addresses: [{ type: "Hostname", value: "istio-ingressgateway.istio-system.svc.cluster.local" }],
        listeners: [{ name: "http", port: 80, protocol: "HTTP", allowedRoutes: { namespaces: { from: "All" } } }],
      },
    });
    expect(manifests).toHaveLength(2);
  });

  it("goes to the ingress gateway that it is given", () => {
    const ingress = { namespace: "edge", hostname: "envoy.edge.svc.cluster.local" };
    expect(find(synth({ ingress }), "Gateway")).toMatchObject({
      spec: { addresses: [{ type: "Hostname", value: "envoy.edge.svc.cluster.local" }] },
    });
  });

  it("lets in one host on both ports and lets the pods read the certificate", () => {
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
    expect(find(manifests, "ReferenceGrant")).toMatchObject({
      metadata: { namespace: "kserve" },
      spec: { from: [{ kind: "Gateway", namespace: "istio-system" }], to: [{ kind: "Secret", name: "models-tls" }] },
    });
  });

  it("needs no grant beside the pods that serve it", () => {
    expect(find(synth({ namespace: "istio-system", tlsSecretName: "models-tls" }), "ReferenceGrant")).toBeUndefined();
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
