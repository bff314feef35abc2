import { Testing } from "cdk8s";
import { describe, expect, it } from "vitest";
import { violations } from "../../lib/definitions/violations";
import type { Manifest } from "../../lib/internal/emit";
import { Istio, IstioIngressGateway, type IstioIngressGatewayProps, type IstioProps } from "../../lib/istio/istio";

function controlPlane(props: IstioProps = {}): Manifest[] {
  const chart = Testing.chart();
  new Istio(chart, "istio", props);
  return Testing.synth(chart) as Manifest[];
}

function gateway(props: IstioIngressGatewayProps = {}): Manifest[] {
  const chart = Testing.chart();
  new IstioIngressGateway(chart, "gateway", props);
  return Testing.synth(chart) as Manifest[];
}

const find = (manifests: Manifest[], kind: string): Manifest | undefined =>
  manifests.find((manifest) => manifest.kind === kind);

describe("Istio's control plane", () => {
  it("has no sidecar injector", () => {
    const manifests = controlPlane();
    expect(find(manifests, "MutatingWebhookConfiguration")).toBeUndefined();
    expect(manifests.filter(({ kind }) => kind === "ConfigMap").map(({ metadata }) => metadata.name)).toEqual([
      "istio",
    ]);
  });

  it("leaves to istiod what it writes into its validators", () => {
    const text = JSON.stringify(controlPlane().filter(({ kind }) => kind === "ValidatingWebhookConfiguration"));
    expect(text).toContain("rev.validation.istio.io");
    expect(text).not.toContain("caBundle");
    expect(text).not.toContain("failurePolicy");
  });

  it("carries log level, environment and component options to istiod", () => {
    const manifests = controlPlane({
      logLevel: "debug",
      env: { PILOT_TRACE_SAMPLING: "5", PILOT_FILTER_GATEWAY_CLUSTER_CONFIG: "true" },
      istiod: { replicas: 3, resources: { requests: { cpu: "50m" } } },
    });
    const deployment = find(manifests, "Deployment");
    expect(deployment).toMatchObject({
      spec: { replicas: 3, template: { spec: { containers: [{ resources: { requests: { cpu: "50m" } } }] } } },
    });
    const text = JSON.stringify(deployment);
    expect(text).toContain("--log_output_level=default:debug");
    expect(text).toContain('{"name":"PILOT_FILTER_GATEWAY_CLUSTER_CONFIG","value":"true"}');
    expect(text.match(/"name":"PILOT_TRACE_SAMPLING","value":"\d+"/g)).toEqual([
      '"name":"PILOT_TRACE_SAMPLING","value":"5"',
    ]);
    expect(find(manifests, "HorizontalPodAutoscaler")).toBeUndefined();
  });

  it("writes the access log into the mesh configuration", () => {
    const { data } = find(
      controlPlane({ accessLogFile: "/dev/stdout", accessLogEncoding: "JSON" }),
      "ConfigMap",
    ) as unknown as { data: { mesh: string } };
    expect(data.mesh).toContain("accessLogFile: /dev/stdout");
    expect(data.mesh).toContain("accessLogEncoding: JSON");
  });

  it("refuses a form of an access log that is not written", () => {
    expect(() => controlPlane({ accessLogEncoding: "JSON" })).toThrow(
      'istio: accessLogEncoding must be stated with accessLogFile only, since no access log is written without it, got "JSON"; fix: accessLogFile: "/dev/stdout"',
    );
  });

  it("serves Ingresses of its class where that is wanted", () => {
    expect(find(controlPlane(), "IngressClass")).toBeUndefined();
    expect(find(controlPlane({ ingressClass: true }), "IngressClass")).toMatchObject({
      metadata: { name: "istio" },
      spec: { controller: "istio.io/ingress-controller" },
    });
  });

  it("probes its validators with an object that the schema lets pass", () => {
    const { refusals } = new Istio(Testing.chart(), "istio");
    expect(refusals.map(({ says }) => says)).toEqual(["gateway must have at least one server"]);
    expect(refusals.flatMap(({ manifest }) => violations(manifest))).toEqual([]);
  });

  it("keeps two replicas in production and one in dev", () => {
    expect(find(controlPlane({ profile: "production" }), "HorizontalPodAutoscaler")).toMatchObject({
      spec: { minReplicas: 2 },
    });
    expect(find(controlPlane({ profile: "dev" }), "Deployment")).toMatchObject({ spec: { replicas: 1 } });
  });
});

describe("Istio's ingress gateway", () => {
  it("carries its options to the Service and to Envoy", () => {
    const manifests = gateway({
      serviceType: "NodePort",
      serviceAnnotations: { "example.com/internal": "true" },
      proxyLogLevel: "error",
    });
    expect(find(manifests, "Service")).toMatchObject({
      metadata: { annotations: { "example.com/internal": "true" } },
      spec: { type: "NodePort" },
    });
    expect(JSON.stringify(find(manifests, "Deployment"))).toContain("--proxyLogLevel=error");
  });

  it("is a LoadBalancer that starts from a stated image", () => {
    const manifests = gateway({ registry: { mirror: "registry.acme.internal" } });
    expect(find(manifests, "Service")).toMatchObject({ spec: { type: "LoadBalancer" } });
    expect(find(manifests, "Deployment")).toMatchObject({
      spec: { template: { spec: { containers: [{ image: "registry.acme.internal/istio/proxyv2:1.29.1" }] } } },
    });
  });

  it("says under which name it is reached inside the cluster", () => {
    expect(new IstioIngressGateway(Testing.chart(), "gateway", { namespace: "edge" }).hostname).toBe(
      "istio-ingressgateway.edge.svc.cluster.local",
    );
  });
});
