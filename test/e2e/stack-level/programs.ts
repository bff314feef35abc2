import { Duration } from "cdk8s";
import type { Construct } from "constructs";
import type { ServingPlatformProps } from "../../../charts/platform-props";
import { ServingPlatform } from "../../../charts/serving-platform";
import { emit } from "../../../lib/internal/emit";
import { existingPool } from "../../../lib/gpu/pool";
import { InferenceService } from "../../../lib/models/inference-service";
import type { NamespaceChart } from "../../../charts/namespace-chart";
import type { StackImages } from "../images/stack-images";

/** Namespace of every model of the tests. */
export const MODELS = "models";

/** How far the tests change what is installed. */
export interface StackProps extends Pick<ServingPlatformProps, "mode" | "istio" | "kserve"> {
  readonly images: StackImages;
}

/**
 * The platform of profile `dev`, as it is, but for what a stock Envoy lacks and for windows that tests can wait for.
 *
 * Every image comes through the platform's own `registry` and `images` options, from a registry that holds nothing else.
 */
export function stackPlatform(
  scope: Construct,
  { images, mode = "Knative", istio, kserve }: StackProps,
): ServingPlatform {
  return new ServingPlatform(scope, "platform", {
    kubernetes: "1.35",
    profile: "dev",
    mode,
    registry: images.registry,
    images: images.images,
    istio: {
      // Envoy from PyPI has none of Istio's own filters.
      metrics: !images.hasStockEnvoy,
      // Nothing hands out addresses of load balancers here.
      gateway: { serviceType: "ClusterIP" },
      ...istio,
    },
    ...(kserve && { kserve }),
    ...(mode === "Knative" && {
      knativeServing: {
        config: {
          autoscaler: {
            "stable-window": Duration.seconds(15),
            "scale-to-zero-grace-period": Duration.seconds(10),
          },
        },
      },
    }),
  });
}

/** An HTTP server inside the cluster that models are fetched from. */
export function modelStore(namespace: NamespaceChart, { modelStore: image }: StackImages): string {
  const labels = { app: "model-store" };
  emit(namespace, {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: "model-store", namespace: namespace.name },
    spec: {
      replicas: 1,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { containers: [{ name: "server", image, ports: [{ containerPort: 8080 }] }] },
      },
    },
  });
  emit(namespace, {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: "model-store", namespace: namespace.name },
    spec: { selector: labels, ports: [{ port: 80, targetPort: 8080 }] },
  });
  return `http://model-store.${namespace.name}.svc.cluster.local/iris.zip`;
}

/** In other spellings than KServe stores: none may be taken for a change. */
const SMALL = { requests: { cpu: 0.05, memory: "204800Ki" }, limits: { cpu: 1, memory: "1024Mi" } };

/** The trained model on KServe's own `kserve-mlserver` runtime: V2 protocol, to zero in Knative mode. */
export function mlserverModel(namespace: NamespaceChart, storageUri: string, minReplicas = 0): InferenceService {
  return new InferenceService(namespace, "iris", {
    predictor: {
      minReplicas,
      // A burst of a test is small: two requests at once are a pod's share.
      ...(minReplicas === 0 && { scaleMetric: "concurrency" as const, scaleTarget: 2 }),
      model: {
        modelFormat: "sklearn",
        runtime: "kserve-mlserver",
        protocolVersion: "v2",
        storageUri,
        env: [{ name: "MLSERVER_PARALLEL_WORKERS", value: "0" }],
        resources: SMALL,
      },
    },
  });
}

/** What a test decides about the custom predictor. */
export interface CustomModelProps {
  readonly minReplicas?: number;
  readonly canaryTrafficPercent?: number;
  /** Shown by the revision's environment; a change makes a new revision. */
  readonly version?: string;
  /** Whether requests pass a transformer, which is the same server. */
  readonly hasTransformer?: boolean;
}

/** The trained model in a server of one's own: V1 protocol. */
export function customModel(
  namespace: NamespaceChart,
  { predictor: image }: StackImages,
  storageUri: string,
  { version = "1", hasTransformer = false, ...predictor }: CustomModelProps = {},
): InferenceService {
  const server = (shown: string) => ({
    image,
    args: ["--model_name=custom"],
    env: [
      { name: "STORAGE_URI", value: storageUri },
      { name: "VERSION", value: shown },
    ],
    ports: [{ containerPort: 8080, protocol: "TCP" as const }],
    resources: SMALL,
  });
  return new InferenceService(namespace, "custom", {
    predictor: { ...predictor, containers: [server(version)] },
    ...(hasTransformer && { transformer: { minReplicas: 0, containers: [server("transformer")] } }),
  });
}

/** What `pulumi up` deploys: the platform with a model of each protocol, one of them behind a transformer. */
export function deployedByPulumi(scope: Construct, images: StackImages, version = "1"): void {
  const namespace = stackPlatform(scope, { images }).namespace(MODELS);
  const storageUri = modelStore(namespace, images);
  mlserverModel(namespace, storageUri);
  customModel(namespace, images, storageUri, { minReplicas: 0, hasTransformer: true, version });
}

/** Label of nodes with GPUs, as NVIDIA's operator writes it. */
export const GPU_LABEL = "nvidia.com/gpu.present";

/** A model on one GPU of a pool. */
export function gpuModel(
  namespace: NamespaceChart,
  { predictor: image }: StackImages,
  storageUri: string,
): InferenceService {
  return new InferenceService(namespace, "gpu", {
    predictor: {
      minReplicas: 1,
      gpus: 1,
      pool: existingPool({ name: "gpu", nodeSelector: { [GPU_LABEL]: "true" } }),
      containers: [
        {
          image,
          args: ["--model_name=gpu"],
          env: [{ name: "STORAGE_URI", value: storageUri }],
          ports: [{ containerPort: 8080, protocol: "TCP" }],
          resources: SMALL,
        },
      ],
    },
  });
}
