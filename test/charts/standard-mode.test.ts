import { App, Chart, Testing } from "cdk8s";
import { describe, expect, it } from "vitest";
import { defaultPlatform } from "../../charts/default-platform";
import type { ServingPlatformProps } from "../../charts/platform-props";
import { ServingPlatform } from "../../charts/serving-platform";
import { synthesize, type Synthesized } from "../../charts/testing";
import type { Manifest } from "../../lib/internal/emit";
import { amountOf } from "../../lib/internal/quantity";
import { plan } from "../../lib/plan";
import { releases } from "../../lib/releases";
import { existing } from "../../lib/releases/existing";

const of = (props: ServingPlatformProps = {}): Synthesized =>
  synthesize((app) => defaultPlatform(app, { mode: "Standard", ...props }));
const files = (props: ServingPlatformProps = {}): string[] => of(props).plan.charts.map(({ file }) => file);
const ingressOf = (synthesized: Synthesized): Record<string, unknown> => {
  const config = synthesized.find("ConfigMap", "inferenceservice-config", "kserve") as unknown as {
    data: { ingress: string };
  };
  return JSON.parse(config.data.ingress) as Record<string, unknown>;
};
const hashOf = (props: ServingPlatformProps): string | undefined =>
  /"kserve-stack\/config-hash":"(\w+)"/.exec(JSON.stringify(of(props).manifests))?.[1];
const shared = existing({ name: "shared", namespace: "ingress", class: "istio" });

describe("Standard mode", () => {
  it("brings no Knative, and the Gateway API in its place", () => {
    expect(files()).toEqual([
      "00-namespaces.yaml",
      "10-cert-manager-crds.yaml",
      "10-gateway-api-crds.yaml",
      "10-istio-crds.yaml",
      "10-kserve-crds.yaml",
      "20-cert-manager.yaml",
      "20-istio.yaml",
      "20-nvidia-device-plugin.yaml",
      "21-istio-ingress.yaml",
      "30-kserve-gateway.yaml",
      "40-kserve.yaml",
      "50-kserve-runtimes.yaml",
      "90-models.yaml",
    ]);
    const text = JSON.stringify(of().manifests.filter(({ kind }) => kind !== "ClusterRole"));
    expect(text).not.toContain("serving.knative.dev");
    expect(text).not.toContain("net-istio");
  });

  it("tells KServe its mode, its domain and its Gateway", () => {
    const synthesized = of({ profile: "production", domain: "models.acme.dev" });
    const config = synthesized.find("ConfigMap", "inferenceservice-config", "kserve") as unknown as {
      data: { deploy: string };
    };
    expect(JSON.parse(config.data.deploy)).toMatchObject({ defaultDeploymentMode: "Standard" });
    expect(ingressOf(synthesized)).toMatchObject({
      enableGatewayApi: true,
      kserveIngressGateway: "istio-system/kserve-ingress-gateway",
      ingressDomain: "models.acme.dev",
    });
    expect(synthesized.find("Gateway", "kserve-ingress-gateway", "istio-system")).toBeDefined();
  });

  it("asks for a domain outside of profile dev", () => {
    expect(() => of({ profile: "production" })).toThrow(
      'platform: domain must be a domain that is yours in profile "production"',
    );
    expect(ingressOf(of())).toMatchObject({ ingressDomain: "example.com" });
  });

  it("brings sample models that keep a pod", () => {
    const models = of().manifests.filter(({ kind }) => kind === "InferenceService");
    expect(models).toHaveLength(3);
    for (const model of models) {
      expect(model).toMatchObject({
        metadata: { annotations: { "serving.kserve.io/deploymentMode": "Standard" } },
        spec: { predictor: { minReplicas: 1 } },
      });
    }
  });

  it("fits the node that profile dev is for", () => {
    interface Workload extends Manifest {
      readonly spec: {
        readonly template: {
          readonly spec: { readonly containers: readonly { resources?: { requests?: Record<string, string> } }[] };
        };
      };
    }
    const containers = (of().manifests as Workload[])
      .filter(({ kind }) => kind === "Deployment" || kind === "DaemonSet")
      .flatMap(({ spec }) => spec.template.spec.containers);
    const total = (resource: string): number =>
      containers.reduce((sum, { resources }) => sum + (amountOf(resources?.requests?.[resource] ?? "") ?? NaN), 0);
    expect(total("cpu")).toBeLessThanOrEqual(0.7);
    expect(total("memory")).toBeLessThanOrEqual(1.5 * 2 ** 30);
  });

  it("starts istiod and KServe after the definitions of the Gateway API, and models after the Gateway", () => {
    const objects = of().plan.charts.flatMap((chart) => chart.objects);
    const after = (id: string): readonly string[] => objects.find((object) => object.id === id)?.after ?? [];
    expect(after("apps/Deployment istio-system/istiod")).toContain("gate:gateway-api-crds");
    expect(after("apps/Deployment kserve/kserve-controller-manager")).toContain("gate:gateway-api-crds");
    expect(after("gateway.networking.k8s.io/Gateway istio-system/kserve-ingress-gateway")).toEqual(
      expect.arrayContaining(["gate:gateway-api-crds", "gate:istio", "gate:istio-ingress", "Namespace istio-system"]),
    );
    expect(after("serving.kserve.io/InferenceService models/iris")).toContain("gate:kserve");
  });

  it.each(["knativeServing", "netIstio"])("refuses options of Knative: %s", (prop) => {
    expect(() => of({ [prop]: {} })).toThrow(
      `platform: ${prop} must be left out in Standard mode, which has no Knative, got {}; fix: mode: "Knative"`,
    );
  });

  it("refuses a word that is no mode", () => {
    expect(() => of({ mode: "Serverless" as "Knative" })).toThrow(
      'platform: mode must be "Knative" or "Standard", got "Serverless"; fix: mode: "Knative"',
    );
  });
});

describe("routes to models of Standard mode", () => {
  it("are Ingresses of Istio's class without the Gateway API", () => {
    const synthesized = of({ gatewayApi: false });
    expect(synthesized.find("IngressClass", "istio")).toMatchObject({
      spec: { controller: "istio.io/ingress-controller" },
    });
    expect(ingressOf(synthesized)).toMatchObject({ enableGatewayApi: false, ingressClassName: "istio" });
    expect(files({ gatewayApi: false })).not.toContain("10-gateway-api-crds.yaml");
  });

  it("go to the Gateway with its host and certificate", () => {
    const gateway = { hostname: "*.models.acme.dev", tlsSecretName: "models-tls" };
    expect(of({ gateway }).find("Gateway", "kserve-ingress-gateway", "istio-system")).toMatchObject({
      spec: { listeners: [{ name: "http" }, { name: "https", hostname: "*.models.acme.dev" }] },
    });
  });

  it("go to the Gateway beside Istio, wherever that is", () => {
    const synthesized = of({ istio: { namespace: "mesh" } });
    expect(ingressOf(synthesized)).toMatchObject({ kserveIngressGateway: "mesh/kserve-ingress-gateway" });
    expect(synthesized.find("Gateway", "kserve-ingress-gateway", "mesh")).toBeDefined();
    expect(synthesized.find("Deployment", "istio-ingressgateway", "mesh")).toBeDefined();
  });

  it("go to a Gateway that is there, without an Istio and without definitions of ours", () => {
    const synthesized = of({ gateway: shared });
    expect(ingressOf(synthesized)).toMatchObject({ enableGatewayApi: true, kserveIngressGateway: "ingress/shared" });
    const names = synthesized.plan.charts.map(({ name }) => name);
    for (const name of ["istio", "istio-ingress", "gateway-api-crds", "kserve-gateway"])
      expect(names).not.toContain(name);
    expect(files({ gateway: shared, istio: {}, gatewayApi: true })).toEqual(
      expect.arrayContaining(["10-gateway-api-crds.yaml", "20-istio.yaml"]),
    );
  });

  it("have the class of an Ingress controller that is there", () => {
    const synthesized = of({ gatewayApi: false, gateway: existing({ class: "nginx" }) });
    expect(ingressOf(synthesized)).toMatchObject({ enableGatewayApi: false, ingressClassName: "nginx" });
    expect(synthesized.find("IngressClass", "nginx")).toBeUndefined();
  });

  it("have one owner of their class", () => {
    const off = '{"name":"PILOT_ENABLE_GATEWAY_API_GATEWAYCLASS_CONTROLLER","value":"false"}';
    const istiod = (props: ServingPlatformProps): string =>
      JSON.stringify(of(props).find("Deployment", "istiod", "istio-system"));
    expect(istiod({})).toContain(off);
    expect(istiod({ gatewayApi: false })).not.toContain(off);
    const env = { PILOT_ENABLE_GATEWAY_API_GATEWAYCLASS_CONTROLLER: "true" };
    expect(istiod({ istio: { env } })).not.toContain(off);
  });

  it("leave an Istio that is there its classes", () => {
    const istio = existing({ version: "1.29.1", namespace: "mesh" });
    const synthesized = of({ istio });
    expect(synthesized.find("GatewayClass", "istio")).toBeUndefined();
    expect(synthesized.find("Gateway", "kserve-ingress-gateway", "mesh")).toMatchObject({
      spec: { addresses: [{ value: "istio-ingressgateway.mesh.svc.cluster.local" }] },
    });
    expect(of({ istio, gatewayApi: false }).find("IngressClass", "istio")).toBeUndefined();
  });

  it("may be there beside Knative", () => {
    const synthesized = of({ mode: "Knative", gatewayApi: true });
    expect(ingressOf(synthesized)).toMatchObject({ enableGatewayApi: true });
    expect(synthesized.plan.charts.map(({ file }) => file)).toEqual(
      expect.arrayContaining(["30-kserve-gateway.yaml", "30-knative-serving.yaml", "31-net-istio.yaml"]),
    );
  });

  it("need the name of the Gateway", () => {
    expect(() => of({ gateway: existing({ class: "istio" }) })).toThrow(
      'platform: gateway must be the name and the namespace of the Gateway that HTTPRoutes attach to, got {"class":"istio","existing":true}; fix: gateway: existing({ name: "shared", namespace: "ingress", class: "istio" }), or gatewayApi: false',
    );
  });

  it("have no Gateway without the Gateway API", () => {
    expect(() => of({ gatewayApi: false, gateway: { hostname: "*.acme.dev" } })).toThrow(
      "platform: gateway must be existing where models get Ingresses",
    );
    expect(() => of({ mode: "Knative", gateway: shared })).toThrow(
      "platform: gateway must be left out in Knative mode without the Gateway API",
    );
  });
});

describe("the APIs that KServe finds", () => {
  it("roll its controller when one comes or goes, and only then", () => {
    const keda = existing({ version: "2.18.0" });
    const bare = hashOf({});
    expect(hashOf({ keda })).not.toBe(bare);
    expect(hashOf({ keda: existing({ version: "2.19.0" }) })).toBe(hashOf({ keda }));
    expect(hashOf({ istio: existing({ version: "1.29.1" }) })).toBe(bare);
    expect(hashOf({ gatewayApi: existing({ version: "1.5.1" }) })).toBe(bare);
  });

  it("are held against what upstream supports", () => {
    const notes = (version: string): readonly string[] =>
      defaultPlatform(new App(), { mode: "Standard", keda: existing({ version }) }).notes;
    expect(notes("2.19.0")).toContainEqual(
      expect.stringMatching(/^KEDA 2\.19\.0 is accepted beside the tested 2\.18\.0 \(2\.18 to 2\.19: /),
    );
    expect(notes("2.18.0")).toContainEqual(
      expect.stringMatching(/^KEDA 2\.18\.0 is supported upstream on Kubernetes 1\.31 to 1\.34, not on 1\.35 \(/),
    );
    expect(() => notes("2.16.0")).toThrow("keda.version must be KEDA 2.18.x to 2.19.x, which kserve-0.20");
  });
});

describe("a platform team's own program", () => {
  it("is short where the cluster has much already", () => {
    class Stack extends Chart {
      public readonly platform = new ServingPlatform(this, "serving", {
        release: releases.kserve020,
        mode: "Standard",
        domain: "models.acme.dev",
        certManager: existing({ version: "1.19.2" }),
        gateway: shared,
        profile: "production",
        registry: { mirror: "registry.acme.internal/mirror", pullSecret: "regcred" },
      });
    }
    const app = Testing.app();
    const { platform } = new Stack(app, "stack");
    const planned = plan(app);
    expect(planned.charts.map(({ name }) => name)).toEqual([
      "namespaces",
      "kserve-crds",
      "nvidia-device-plugin",
      "kserve",
      "kserve-runtimes",
    ]);
    expect(JSON.stringify(planned.charts.map(({ objects }) => objects.map(({ manifest }) => manifest)))).toContain(
      '"imagePullSecrets":[{"name":"regcred"}]',
    );
    expect(platform.notes).toEqual(
      expect.arrayContaining([
        "cert-manager 1.19.2 is accepted as a patch of the tested 1.19.4",
        "kubernetes is not stated, so it was not held against 1.33 to 1.35, what kserve-0.20 was tested on",
      ]),
    );
  });
});
