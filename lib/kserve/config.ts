import type { Images } from "../internal/images";

/** How KServe runs a model: on Knative (scales to zero), or as a plain Deployment. */
export type DeploymentMode = "Knative" | "Standard";

/** CPU and memory of a container that KServe adds, as Kubernetes quantities. */
export interface ContainerAmounts {
  readonly cpuRequest?: string;
  readonly cpuLimit?: string;
  readonly memoryRequest?: string;
  readonly memoryLimit?: string;
}

/** Key `ingress`: how models are reached. */
export interface KServeIngressConfig {
  readonly enableGatewayApi?: boolean;
  readonly kserveIngressGateway?: string;
  readonly ingressGateway?: string;
  readonly localGateway?: string;
  readonly localGatewayService?: string;
  readonly ingressClassName?: string;
  /** Go template of a model's host in Standard mode. @default "{{ .Name }}-{{ .Namespace }}.{{ .IngressDomain }}" */
  readonly domainTemplate?: string;
  /** @default "http" */
  readonly urlScheme?: "http" | "https";
  readonly disableIstioVirtualHost?: boolean;
  readonly disableIngressCreation?: boolean;
  readonly disableHTTPRouteTimeout?: boolean;
  readonly additionalIngressDomains?: readonly string[];
  readonly pathTemplate?: string;
}

/** Key `storageInitializer`: the init container that fetches models. */
export interface KServeStorageInitializerConfig extends ContainerAmounts {
  readonly caBundleConfigMapName?: string;
  readonly caBundleVolumeMountPath?: string;
  readonly enableModelcar?: boolean;
  readonly cpuModelcar?: string;
  readonly memoryModelcar?: string;
  readonly uidModelcar?: number;
}

/** KServe's `inferenceservice-config`, by key and in KServe's own fields. What is left out is what KServe ships. */
export interface KServeConfig {
  readonly agent?: ContainerAmounts;
  readonly autoscaler?: {
    readonly scaleUpStabilizationWindowSeconds?: string;
    readonly scaleDownStabilizationWindowSeconds?: string;
  };
  readonly batcher?: ContainerAmounts & { readonly maxBatchSize?: string; readonly maxLatency?: string };
  readonly credentials?: {
    readonly storageSpecSecretName?: string;
    readonly storageSecretNameAnnotation?: string;
    readonly gcs?: { readonly gcsCredentialFileName?: string };
    readonly s3?: Readonly<Partial<Record<keyof typeof S3, string>>>;
  };
  readonly deploy?: {
    readonly deploymentRolloutStrategy?: {
      readonly defaultRollout: { readonly maxSurge: string; readonly maxUnavailable: string };
    };
  };
  readonly ingress?: KServeIngressConfig;
  /** Requests and limits of a model container that states none. */
  readonly inferenceService?: { readonly resource?: ContainerAmounts };
  readonly logger?: ContainerAmounts & { readonly defaultUrl?: string };
  readonly metricsAggregator?: {
    readonly enableMetricAggregation?: "true" | "false";
    readonly enablePrometheusScraping?: "true" | "false";
  };
  readonly opentelemetryCollector?: {
    readonly scrapeInterval?: string;
    readonly metricReceiverEndpoint?: string;
    readonly metricScalerEndpoint?: string;
    readonly resource?: ContainerAmounts;
  };
  readonly router?: ContainerAmounts & { readonly imagePullPolicy?: string };
  readonly security?: { readonly autoMountServiceAccountToken?: boolean };
  readonly storageInitializer?: KServeStorageInitializerConfig;
}

/** What the platform itself decides about KServe. */
export interface KServePlatformSettings {
  readonly mode: DeploymentMode;
  readonly domain: string;
  readonly images: Images;
  readonly istioNamespace: string;
  /** Whether models in Standard mode are routed by Gateway API, not by Ingress. */
  readonly gatewayApi: boolean;
}

const S3 = {
  s3AccessKeyIDName: "AWS_ACCESS_KEY_ID",
  s3SecretAccessKeyName: "AWS_SECRET_ACCESS_KEY",
  s3Endpoint: "",
  s3UseHttps: "",
  s3Region: "",
  s3VerifySSL: "",
  s3UseVirtualBucket: "",
  s3UseAccelerate: "",
  s3UseAnonymousCredential: "",
  s3CABundleConfigMap: "",
  s3CABundle: "",
};

const SMALL: Required<ContainerAmounts> = {
  memoryRequest: "100Mi",
  memoryLimit: "1Gi",
  cpuRequest: "100m",
  cpuLimit: "1",
};

/**
 * The `data` of `inferenceservice-config`: each value is JSON text made from typed fields.
 *
 * Source of the defaults: kserve v0.20.0 config/configmap/inferenceservice.yaml.
 */
export function inferenceServiceConfig(config: KServeConfig, platform: KServePlatformSettings): Record<string, string> {
  const { images, mode, domain, istioNamespace, gatewayApi } = platform;
  const agent = images.ref("kserve-agent");
  const art = imageAndTag(images.ref("kserve-art-explainer"));
  const sections: Record<string, object> = {
    agent: { image: agent, ...SMALL, ...config.agent },
    autoscaler: {
      scaleUpStabilizationWindowSeconds: "0",
      scaleDownStabilizationWindowSeconds: "300",
      ...config.autoscaler,
    },
    batcher: {
      image: agent,
      memoryRequest: "1Gi",
      memoryLimit: "1Gi",
      cpuRequest: "1",
      cpuLimit: "1",
      maxBatchSize: "32",
      maxLatency: "5000",
      ...config.batcher,
    },
    credentials: {
      storageSpecSecretName: "storage-config",
      storageSecretNameAnnotation: "serving.kserve.io/storageSecretName",
      ...config.credentials,
      gcs: { gcsCredentialFileName: "gcloud-application-credentials.json", ...config.credentials?.gcs },
      s3: { ...S3, ...config.credentials?.s3 },
    },
    deploy: { defaultDeploymentMode: mode, ...config.deploy },
    explainers: { art: { image: art.image, defaultImageVersion: art.tag } },
    inferenceService: {
      resource: {
        cpuLimit: "1",
        memoryLimit: "2Gi",
        cpuRequest: "1",
        memoryRequest: "2Gi",
        ...config.inferenceService?.resource,
      },
    },
    ingress: {
      enableGatewayApi: gatewayApi,
      kserveIngressGateway: "kserve/kserve-ingress-gateway",
      ingressGateway: "knative-serving/knative-ingress-gateway",
      localGateway: "knative-serving/knative-local-gateway",
      localGatewayService: `knative-local-gateway.${istioNamespace}.svc.cluster.local`,
      ingressDomain: domain,
      ingressClassName: "istio",
      domainTemplate: "{{ .Name }}-{{ .Namespace }}.{{ .IngressDomain }}",
      urlScheme: "http",
      disableIstioVirtualHost: false,
      disableIngressCreation: false,
      disableHTTPRouteTimeout: false,
      ...config.ingress,
    },
    localModel: {
      enabled: false,
      jobNamespace: "kserve-localmodel-jobs",
      defaultJobImage: images.ref("kserve-storage-initializer"),
      fsGroup: 1000,
      jobTTLSecondsAfterFinished: 3600,
      reconcilationFrequencyInSecs: 60,
      disableVolumeManagement: false,
    },
    logger: { image: agent, ...SMALL, defaultUrl: "http://default-broker", ...config.logger },
    metricsAggregator: {
      enableMetricAggregation: "false",
      enablePrometheusScraping: "false",
      ...config.metricsAggregator,
    },
    opentelemetryCollector: {
      scrapeInterval: "5s",
      metricReceiverEndpoint: "keda-otel-scaler.keda.svc:4317",
      metricScalerEndpoint: "keda-otel-scaler.keda.svc:4318",
      ...config.opentelemetryCollector,
      resource: {
        cpuLimit: "1",
        memoryLimit: "2Gi",
        cpuRequest: "200m",
        memoryRequest: "512Mi",
        ...config.opentelemetryCollector?.resource,
      },
    },
    router: { image: images.ref("kserve-router"), ...SMALL, imagePullPolicy: "IfNotPresent", ...config.router },
    security: { autoMountServiceAccountToken: true, ...config.security },
    storageInitializer: {
      image: images.ref("kserve-storage-initializer"),
      ...SMALL,
      caBundleConfigMapName: "",
      caBundleVolumeMountPath: "/etc/ssl/custom-certs",
      enableModelcar: true,
      cpuModelcar: "10m",
      memoryModelcar: "15Mi",
      uidModelcar: 1010,
      ...config.storageInitializer,
    },
  };
  return Object.fromEntries(Object.entries(sections).map(([key, section]) => [key, JSON.stringify(section, null, 2)]));
}

/** KServe joins these two with a colon; a digest has to stay with the image. */
function imageAndTag(reference: string): { image: string; tag: string } {
  const colon = reference.lastIndexOf(":");
  return colon > reference.lastIndexOf("/") && !reference.includes("@")
    ? { image: reference.slice(0, colon), tag: reference.slice(colon + 1) }
    : { image: reference, tag: "" };
}
