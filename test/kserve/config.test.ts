import { Size } from "cdk8s";
import { describe, expect, it } from "vitest";
import { KServe, type KServeProps } from "../../lib/kserve/kserve";
import { find, manifests } from "./manifests";

function config(props: KServeProps = {}): Readonly<Record<string, unknown>> {
  const { data = {} } = find(
    manifests((scope) => new KServe(scope, "kserve", props)),
    "ConfigMap",
    "inferenceservice-config",
  );
  return Object.fromEntries(Object.entries(data).map(([name, text]) => [name, JSON.parse(text) as unknown]));
}

describe("KServe's configuration", () => {
  it("names the deployment mode in today's words", () => {
    expect(config()["deploy"]).toEqual({ defaultDeploymentMode: "Knative" });
    expect(config({ mode: "Standard", defaultRollout: { maxSurge: "25%", maxUnavailable: "0" } })["deploy"]).toEqual({
      defaultDeploymentMode: "Standard",
      deploymentRolloutStrategy: { defaultRollout: { maxSurge: "25%", maxUnavailable: "0" } },
    });
  });

  it("carries domain and gateways to the ingress section", () => {
    expect(
      config({
        domain: "models.acme.dev",
        ingress: { enableGatewayApi: true, kserveIngressGateway: "ingress/shared", ingressClassName: "nginx" },
      })["ingress"],
    ).toMatchObject({
      ingressDomain: "models.acme.dev",
      enableGatewayApi: true,
      kserveIngressGateway: "ingress/shared",
      ingressClassName: "nginx",
      ingressGateway: "knative-serving/knative-ingress-gateway",
    });
  });

  it("asks less for models in dev, and upstream's amounts in production", () => {
    expect(config({ profile: "dev" })["inferenceService"]).toEqual({
      resource: { cpuRequest: "100m", memoryRequest: "256Mi", cpuLimit: "1", memoryLimit: "2Gi" },
    });
    expect(config({ profile: "production" })["inferenceService"]).toEqual({
      resource: { cpuRequest: "1", memoryRequest: "2Gi", cpuLimit: "1", memoryLimit: "2Gi" },
    });
  });

  it("takes typed amounts, and no default where a model default is empty", () => {
    expect(
      config({ modelDefaults: { memoryRequest: Size.gibibytes(1), cpuLimit: "" } })["inferenceService"],
    ).toMatchObject({ resource: { memoryRequest: "1024Mi", cpuLimit: "" } });
  });

  it("writes numbers and flags as text where KServe reads text", () => {
    const sections = config({
      autoscaler: { scaleDownStabilizationWindowSeconds: 60 },
      batcher: { maxBatchSize: 8 },
      metricsAggregator: { enablePrometheusScraping: true },
      credentials: { s3: { s3UseHttps: false, s3VerifySSL: true, s3UseAnonymousCredential: true } },
    });
    expect(sections).toMatchObject({
      autoscaler: { scaleUpStabilizationWindowSeconds: "0", scaleDownStabilizationWindowSeconds: "60" },
      batcher: { maxBatchSize: "8", maxLatency: "5000" },
      metricsAggregator: { enableMetricAggregation: "false", enablePrometheusScraping: "true" },
      credentials: {
        s3: { s3UseHttps: "0", s3VerifySSL: "1", s3UseAnonymousCredential: "true", s3UseVirtualBucket: "" },
      },
    });
  });

  it("splits the explainer's image where KServe joins it, digests included", () => {
    expect(config()["explainers"]).toEqual({ art: { image: "kserve/art-explainer", defaultImageVersion: "latest" } });
    const explainer = (image: string): unknown => config({ images: { "kserve-art-explainer": image } })["explainers"];
    expect(explainer("localhost:5000/art:v1")).toEqual({
      art: { image: "localhost:5000/art", defaultImageVersion: "v1" },
    });
    expect(explainer("acme/art@sha256:0f")).toEqual({ art: { image: "acme/art@sha256", defaultImageVersion: "0f" } });
  });

  it("carries the options of the other sections", () => {
    expect(
      config({
        storageInitializer: { memoryLimit: "4Gi", ociModelMode: "native", caBundleConfigMapName: "ca" },
        logger: { defaultUrl: "http://log", tlsSkipVerify: true },
        agent: { cpuLimit: "2" },
        router: { propagateHeaders: ["Authorization"], imagePullPolicy: "Always" },
        opentelemetryCollector: { scrapeInterval: "10s" },
        inferenceService: { serviceLabelDisallowedList: ["team"] },
        multiNode: { customGPUResourceTypeList: ["acme.com/gpu"] },
        security: { autoMountServiceAccountToken: false },
      }),
    ).toMatchObject({
      storageInitializer: { memoryLimit: "4Gi", ociModelMode: "native", caBundleConfigMapName: "ca" },
      logger: { defaultUrl: "http://log", tlsSkipVerify: true },
      agent: { cpuLimit: "2", cpuRequest: "100m" },
      router: { headers: { propagate: ["Authorization"] }, imagePullPolicy: "Always" },
      opentelemetryCollector: { scrapeInterval: "10s" },
      inferenceService: { serviceLabelDisallowedList: ["team"] },
      multiNode: { customGPUResourceTypeList: ["acme.com/gpu"] },
      security: { autoMountServiceAccountToken: false },
    });
  });

  it.each<[string, KServeProps, string]>([
    [
      "an unknown mode",
      { mode: "Serverless" as "Knative" },
      'kserve: mode must be "Knative" or "Standard", got "Serverless"; fix: mode: "Knative"',
    ],
    ["a domain with a scheme", { domain: "https://acme.dev" }, "kserve: domain must be a DNS name, got"],
    [
      "a further domain that is none",
      { ingress: { additionalIngressDomains: ["a_b"] } },
      'kserve: ingress.additionalIngressDomains must be a DNS name, got "a_b"',
    ],
    [
      "a gateway without a namespace",
      { ingress: { ingressGateway: "shared" } },
      'kserve: ingress.ingressGateway must be namespace/name of a gateway, got "shared"; fix: ingressGateway: "knative-serving/knative-ingress-gateway"',
    ],
    [
      "an amount that is none",
      { storageInitializer: { memoryLimit: "1 GB" } },
      'kserve: storageInitializer.memoryLimit must be a Kubernetes quantity of at least 0, got "1 GB"; fix: "256Mi"',
    ],
    [
      "an empty amount outside the model defaults",
      { agent: { cpuLimit: "" } },
      "kserve: agent.cpuLimit must be a Kubernetes quantity",
    ],
    [
      "a request above its limit",
      { modelDefaults: { cpuRequest: "2" } },
      'kserve: modelDefaults.cpuRequest must be at most modelDefaults.cpuLimit (1), got "2"; fix: cpuLimit: "2"',
    ],
    [
      "a rollout that is no number",
      { defaultRollout: { maxSurge: "some", maxUnavailable: "0" } },
      'kserve: defaultRollout.maxSurge must be a whole number or a percentage, got "some"',
    ],
    [
      "a batch of nothing",
      { batcher: { maxBatchSize: 0 } },
      "kserve: batcher.maxBatchSize must be a whole number of at least 1, got 0; fix: maxBatchSize: 32",
    ],
    [
      "a window longer than an autoscaler allows",
      { autoscaler: { scaleUpStabilizationWindowSeconds: 3601 } },
      "kserve: autoscaler.scaleUpStabilizationWindowSeconds must be a whole number of seconds from 0 to 3600, got 3601",
    ],
    [
      "an explainer image without a version",
      { images: { "kserve-art-explainer": "acme/art" } },
      'kserve: images["kserve-art-explainer"] must be an image with a tag or a digest, got "acme/art"; fix: "acme/art:latest"',
    ],
  ])("refuses %s", (_, props, message) => {
    expect(() => config(props)).toThrow(message);
  });
});
