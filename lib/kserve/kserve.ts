import { createHash } from "node:crypto";
import { Construct } from "constructs";
import type { ConfigMap, Secret, ServiceAccount } from "kubernetes-types/core/v1";
import { addonContext, type AddonProps } from "../internal/addon";
import { emit, type Labels } from "../internal/emit";
import type { ComponentOptions } from "../internal/workload";
import type { Judge, Refusal } from "../plan/refusal";
import { checkConfig } from "./check-config";
import { inferenceServiceConfig, type DeploymentMode, type KServeConfig } from "./config";
import { manager } from "./manager";
import { roles } from "./roles";
import { webhooks } from "./webhooks";

/** What a user may decide about KServe. */
export interface KServeOptions {
  readonly manager?: ComponentOptions;
  /** Settings of `inferenceservice-config`. @default - what KServe ships; small model defaults in profile `dev` */
  readonly config?: KServeConfig;
}

/** Settings of {@link KServe}. */
export interface KServeProps extends AddonProps, KServeOptions {
  /** @default "Knative" */
  readonly mode?: DeploymentMode;
  /** Domain under which models are reached. */
  readonly domain: string;
  /** @default "istio-system" */
  readonly istioNamespace?: string;
  /**
   * APIs beyond Kubernetes' own that the cluster serves, e.g. `serving.knative.dev`. The manager looks for them once,
   * when it starts, so a change of this set has to start it anew.
   */
  readonly optionalApis?: readonly string[];
}

const NAMESPACE = "kserve";
const LABELS: Labels = { "app.kubernetes.io/component": "kserve", "app.kubernetes.io/name": "kserve" };

/**
 * The KServe controller with its webhooks and its configuration.
 *
 * @see https://kserve.github.io/website/
 */
export class KServe extends Construct implements Judge {
  public readonly namespace = NAMESPACE;
  public readonly refusals: readonly Refusal[];

  constructor(scope: Construct, id: string, props: KServeProps) {
    super(scope, id);
    const context = addonContext(this, props);
    const namespace = NAMESPACE;
    // A name with a dot passes the API server and not KServe's own rule (v1beta1/component.go).
    this.refusals = [
      {
        manifest: {
          apiVersion: "serving.kserve.io/v1beta1",
          kind: "InferenceService",
          metadata: { name: "kserve-stack.probe", namespace },
          spec: { predictor: { model: { modelFormat: { name: "sklearn" }, storageUri: "gs://kserve-stack/probe" } } },
        },
        says: "a InferenceService name must consist of lower case alphanumeric characters",
      },
    ];
    const config = { ...(context.profile === "dev" ? DEV : {}), ...props.config };
    checkConfig(this, config);
    const optionalApis = [...(props.optionalApis ?? [])].sort();
    const data = inferenceServiceConfig(config, {
      mode: props.mode ?? "Knative",
      domain: props.domain,
      images: context.images,
      istioNamespace: props.istioNamespace ?? "istio-system",
      gatewayApi: optionalApis.includes("gateway.networking.k8s.io"),
    });
    emit(this, {
      apiVersion: "v1",
      kind: "ServiceAccount",
      metadata: {
        name: "kserve-controller-manager",
        namespace,
        labels: {
          ...LABELS,
          "app.kubernetes.io/instance": "kserve-controller-manager",
          "app.kubernetes.io/managed-by": "kserve-controller-manager",
        },
      },
    } satisfies ServiceAccount);
    roles(this, namespace, LABELS);
    emit(this, {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "inferenceservice-config", namespace },
      data,
    } satisfies ConfigMap);
    emit(this, {
      apiVersion: "v1",
      kind: "Secret",
      metadata: { name: "kserve-webhook-server-secret", namespace, labels: LABELS },
    } satisfies Secret);
    this.#certificate();
    manager(this, context, {
      namespace,
      labels: LABELS,
      fingerprint: createHash("sha256")
        .update(JSON.stringify([data, optionalApis]))
        .digest("hex")
        .slice(0, 16),
      options: props.manager,
    });
    webhooks(this, namespace, LABELS);
  }

  #certificate(): void {
    const host = `kserve-webhook-server-service.${NAMESPACE}.svc`;
    emit(this, {
      apiVersion: "cert-manager.io/v1",
      kind: "Issuer",
      metadata: { name: "selfsigned-issuer", namespace: NAMESPACE },
      spec: { selfSigned: {} },
    });
    emit(this, {
      apiVersion: "cert-manager.io/v1",
      kind: "Certificate",
      metadata: { name: "serving-cert", namespace: NAMESPACE, labels: LABELS },
      spec: {
        commonName: host,
        dnsNames: [host],
        issuerRef: { kind: "Issuer", name: "selfsigned-issuer" },
        secretName: "kserve-webhook-server-cert",
      },
    });
  }
}

/** On one small node a model that states nothing must not take a whole core. */
const DEV: KServeConfig = {
  inferenceService: { resource: { cpuRequest: "100m", cpuLimit: "1", memoryRequest: "512Mi", memoryLimit: "2Gi" } },
};
