import { Duration, Size, Testing } from "cdk8s";
import { ConfigMap, Secret, ServiceAccount } from "cdk8s-plus-27";
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
        opentelemetryCollector: { scrapeInterval: Duration.millis(2500) },
        inferenceService: { serviceLabelDisallowedList: ["team"] },
        multiNode: { customGPUResourceTypeList: ["acme.com/gpu"] },
        security: { autoMountServiceAccountToken: false },
      }),
    ).toMatchObject({
      storageInitializer: { memoryLimit: "4Gi", ociModelMode: "native", caBundleConfigMapName: "ca" },
      logger: { defaultUrl: "http://log", tlsSkipVerify: true },
      agent: { cpuLimit: "2", cpuRequest: "100m" },
      router: { headers: { propagate: ["Authorization"] }, imagePullPolicy: "Always" },
      opentelemetryCollector: { scrapeInterval: "2500ms" },
      inferenceService: { serviceLabelDisallowedList: ["team"] },
      multiNode: { customGPUResourceTypeList: ["acme.com/gpu"] },
      security: { autoMountServiceAccountToken: false },
    });
  });

  it("takes Secrets, ConfigMaps and ServiceAccounts of cdk8s-plus, made here or elsewhere", () => {
    const chart = Testing.chart();
    const secret = Secret.fromSecretName(chart, "secret", "storage");
    const certificates = new ConfigMap(chart, "ca", { metadata: { name: "ca" } });
    const account = ServiceAccount.fromServiceAccountName(chart, "account", "log-writer");
    expect(
      config({
        credentials: { storageSpecSecretName: secret, s3: { s3CABundleConfigMap: certificates } },
        storageInitializer: { caBundleConfigMapName: certificates },
        logger: { caBundle: certificates, storage: { serviceAccountName: account } },
        router: { imagePullSecrets: [secret, "other"] },
        registry: { mirror: "registry.acme.internal", pullSecret: secret },
      }),
    ).toMatchObject({
      credentials: { storageSpecSecretName: "storage", s3: { s3CABundleConfigMap: "ca" } },
      storageInitializer: { caBundleConfigMapName: "ca" },
      logger: { caBundle: "ca", storage: { serviceAccountName: "log-writer" } },
      router: { imagePullSecrets: ["storage", "other"] },
    });
  });

  it("keeps every default where an option is undefined", () => {
    const nothing = {
      ingress: { urlScheme: undefined, domainTemplate: undefined, ingressGateway: undefined },
      logger: { defaultUrl: undefined, cpuLimit: undefined },
      batcher: { maxBatchSize: undefined, maxLatency: undefined },
      storageInitializer: { uidModelcar: undefined, enableModelcar: undefined },
      localModel: { fsGroup: undefined },
      router: { imagePullPolicy: undefined },
      modelDefaults: { cpuRequest: undefined },
    };
    expect(config(nothing)).toEqual(config());
  });

  it("reaches every field that KServe's code reads, the ones that its release does not ship too", () => {
    const amounts = { cpuRequest: "1m", cpuLimit: "2m", memoryRequest: "1Mi", memoryLimit: "2Mi" };
    const everything = config({
      mode: "Standard",
      domain: "models.acme.dev",
      defaultRollout: { maxSurge: "1", maxUnavailable: "0" },
      modelDefaults: amounts,
      ingress: {
        enableGatewayApi: true,
        kserveIngressGateway: "a/b",
        ingressGateway: "c/d",
        localGateway: "e/f",
        localGatewayService: "local",
        knativeLocalGatewayService: "knative-local",
        additionalIngressDomains: ["more.acme.dev"],
        ingressClassName: "nginx",
        domainTemplate: "{{ .Name }}.{{ .IngressDomain }}",
        urlScheme: "https",
        disableIstioVirtualHost: true,
        disableIngressCreation: true,
        disableHTTPRouteTimeout: true,
        pathTemplate: "/{{ .Namespace }}/{{ .Name }}",
        enableLLMInferenceServiceTLS: true,
        modelBasedRoutingHeaderName: "X-Model",
        modelBasedRoutingMode: "forced",
      },
      storageInitializer: {
        ...amounts,
        caBundleConfigMapName: "ca",
        caBundleVolumeMountPath: "/ca",
        enableModelcar: false,
        cpuModelcar: "3m",
        memoryModelcar: "3Mi",
        uidModelcar: 1,
        enableOciModelSupport: true,
        ociModelMode: "fetch",
      },
      credentials: {
        storageSpecSecretName: "s",
        storageSecretNameAnnotation: "a",
        gcsCredentialFileName: "g",
        s3: {
          s3AccessKeyIDName: "i",
          s3SecretAccessKeyName: "k",
          s3Endpoint: "e",
          s3UseHttps: true,
          s3Region: "r",
          s3VerifySSL: false,
          s3UseVirtualBucket: true,
          s3UseAccelerate: false,
          s3UseAnonymousCredential: true,
          s3CABundleConfigMap: "m",
          s3CABundle: "b",
        },
      },
      inferenceService: { serviceAnnotationDisallowedList: ["x"], serviceLabelDisallowedList: ["y"] },
      logger: {
        ...amounts,
        defaultUrl: "http://log",
        caBundle: "ca",
        caCertFile: "ca.crt",
        tlsSkipVerify: true,
        storage: { path: "p", parameters: { format: "json" }, key: "k", serviceAccountName: "sa" },
        marshallerUrl: "http://marshal",
        batchSize: 4,
        batchInterval: Duration.millis(500),
      },
      batcher: { ...amounts, maxBatchSize: 8, maxLatency: Duration.millis(250) },
      agent: amounts,
      router: { ...amounts, imagePullPolicy: "Never", propagateHeaders: ["H"], imagePullSecrets: ["regcred"] },
      metricsAggregator: { enableMetricAggregation: true, enablePrometheusScraping: true },
      opentelemetryCollector: {
        ...amounts,
        scrapeInterval: Duration.seconds(7),
        metricReceiverEndpoint: "r:1",
        metricScalerEndpoint: "s:2",
      },
      autoscaler: { scaleUpStabilizationWindowSeconds: 1, scaleDownStabilizationWindowSeconds: 2 },
      localModel: {
        enabled: true,
        jobNamespace: "jobs",
        fsGroup: 7,
        jobTTLSecondsAfterFinished: 8,
        reconcilationFrequencyInSecs: 9,
        disableVolumeManagement: true,
      },
      security: { autoMountServiceAccountToken: false },
      service: { serviceClusterIPNone: true },
      multiNode: { customGPUResourceTypeList: ["acme.com/gpu"] },
      scheduler: { expirationAnnotations: ["acme.dev/expires"] },
      autoscalingWvaController: {
        prometheus: {
          url: "http://prometheus",
          tlsInsecureSkipVerify: true,
          authModes: "bearer",
          triggerAuthName: "t",
          triggerAuthKind: "ClusterTriggerAuthentication",
        },
      },
      images: {
        "kserve-agent": "i/agent:1",
        "kserve-router": "i/router:1",
        "kserve-storage-initializer": "i/storage:1",
        "kserve-art-explainer": "i/art:1",
      },
    });
    expect(everything).toEqual({
      deploy: {
        defaultDeploymentMode: "Standard",
        deploymentRolloutStrategy: { defaultRollout: { maxSurge: "1", maxUnavailable: "0" } },
      },
      ingress: {
        enableGatewayApi: true,
        kserveIngressGateway: "a/b",
        ingressGateway: "c/d",
        localGateway: "e/f",
        localGatewayService: "local",
        knativeLocalGatewayService: "knative-local",
        ingressDomain: "models.acme.dev",
        additionalIngressDomains: ["more.acme.dev"],
        ingressClassName: "nginx",
        domainTemplate: "{{ .Name }}.{{ .IngressDomain }}",
        urlScheme: "https",
        disableIstioVirtualHost: true,
        disableIngressCreation: true,
        disableHTTPRouteTimeout: true,
        pathTemplate: "/{{ .Namespace }}/{{ .Name }}",
        enableLLMInferenceServiceTLS: true,
        modelBasedRoutingHeaderName: "X-Model",
        modelBasedRoutingMode: "forced",
      },
      storageInitializer: {
        image: "i/storage:1",
        ...amounts,
        caBundleConfigMapName: "ca",
        caBundleVolumeMountPath: "/ca",
        enableModelcar: false,
        cpuModelcar: "3m",
        memoryModelcar: "3Mi",
        uidModelcar: 1,
        enableOciModelSupport: true,
        ociModelMode: "fetch",
      },
      credentials: {
        storageSpecSecretName: "s",
        storageSecretNameAnnotation: "a",
        gcs: { gcsCredentialFileName: "g" },
        s3: {
          s3AccessKeyIDName: "i",
          s3SecretAccessKeyName: "k",
          s3Endpoint: "e",
          s3UseHttps: "1",
          s3Region: "r",
          s3VerifySSL: "0",
          s3UseVirtualBucket: "true",
          s3UseAccelerate: "false",
          s3UseAnonymousCredential: "true",
          s3CABundleConfigMap: "m",
          s3CABundle: "b",
        },
      },
      inferenceService: {
        resource: amounts,
        serviceAnnotationDisallowedList: ["x"],
        serviceLabelDisallowedList: ["y"],
      },
      logger: {
        image: "i/agent:1",
        ...amounts,
        defaultUrl: "http://log",
        caBundle: "ca",
        caCertFile: "ca.crt",
        tlsSkipVerify: true,
        storage: { path: "p", parameters: { format: "json" }, key: "k", serviceAccountName: "sa" },
        marshallerUrl: "http://marshal",
        batchSize: 4,
        batchInterval: "500ms",
      },
      batcher: { image: "i/agent:1", ...amounts, maxBatchSize: "8", maxLatency: "250" },
      agent: { image: "i/agent:1", ...amounts },
      router: {
        image: "i/router:1",
        ...amounts,
        imagePullPolicy: "Never",
        headers: { propagate: ["H"] },
        imagePullSecrets: ["regcred"],
      },
      explainers: { art: { image: "i/art", defaultImageVersion: "1" } },
      metricsAggregator: { enableMetricAggregation: "true", enablePrometheusScraping: "true" },
      opentelemetryCollector: {
        scrapeInterval: "7s",
        metricReceiverEndpoint: "r:1",
        metricScalerEndpoint: "s:2",
        resource: amounts,
      },
      autoscaler: { scaleUpStabilizationWindowSeconds: "1", scaleDownStabilizationWindowSeconds: "2" },
      localModel: {
        enabled: true,
        jobNamespace: "jobs",
        defaultJobImage: "i/storage:1",
        fsGroup: 7,
        jobTTLSecondsAfterFinished: 8,
        reconcilationFrequencyInSecs: 9,
        disableVolumeManagement: true,
      },
      security: { autoMountServiceAccountToken: false },
      service: { serviceClusterIPNone: true },
      multiNode: { customGPUResourceTypeList: ["acme.com/gpu"] },
      scheduler: { expirationAnnotations: ["acme.dev/expires"] },
      "autoscaling-wva-controller-config": {
        prometheus: {
          url: "http://prometheus",
          tlsInsecureSkipVerify: true,
          authModes: "bearer",
          triggerAuthName: "t",
          triggerAuthKind: "ClusterTriggerAuthentication",
        },
      },
    });
  });

  it.each<[string, KServeProps, string]>([
    [
      "a scheme that is none",
      { ingress: { urlScheme: "ftp" as "http" } },
      'kserve: ingress.urlScheme must be "http" or "https", got "ftp"; fix: "http"',
    ],
    [
      "a routing mode that KServe would overlook",
      { ingress: { modelBasedRoutingMode: "off" as "disabled" } },
      'kserve: ingress.modelBasedRoutingMode must be "enabled" or "forced" or "disabled", got "off"',
    ],
    [
      "a way to read images that stops the webhook",
      { storageInitializer: { ociModelMode: "pull" as "fetch" } },
      'kserve: storageInitializer.ociModelMode must be "modelcar" or "native" or "fetch", got "pull"',
    ],
    [
      "a user id that is none",
      { storageInitializer: { uidModelcar: -1 } },
      "kserve: storageInitializer.uidModelcar must be a whole number of at least 0, got -1; fix: uidModelcar: 1010",
    ],
    [
      "a latency below a millisecond",
      { batcher: { maxLatency: Duration.millis(0.5) } },
      'kserve: batcher.maxLatency must be a Duration of whole milliseconds above 0, got "0.5ms"; fix: maxLatency: Duration.seconds(5)',
    ],
    [
      "a log batch of nothing",
      { logger: { batchSize: 0 } },
      "kserve: logger.batchSize must be a whole number of at least 1, got 0; fix: batchSize: 16",
    ],
    [
      "a pull policy that Kubernetes does not know",
      { router: { imagePullPolicy: "Sometimes" as "Never" } },
      'kserve: router.imagePullPolicy must be "IfNotPresent" or "Always" or "Never", got "Sometimes"',
    ],
    [
      "a group of files that is none",
      { localModel: { fsGroup: 1.5 } },
      "kserve: localModel.fsGroup must be a whole number of at least 0, got 1.5; fix: fsGroup: 1000",
    ],
    [
      "an unknown kind of KEDA's credentials",
      {
        autoscalingWvaController: {
          prometheus: { url: "http://p", triggerAuthKind: "Secret" as "TriggerAuthentication" },
        },
      },
      'kserve: autoscalingWvaController.prometheus.triggerAuthKind must be "TriggerAuthentication" or "ClusterTriggerAuthentication", got "Secret"',
    ],
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
