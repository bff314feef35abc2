import { Lazy } from "cdk8s";
import { Construct } from "constructs";
import type { ConfigMap, Secret, Service, ServiceAccount, ServicePort } from "kubernetes-types/core/v1";
import { addonContext, type AddonProps } from "../internal/addon";
import { emit, type Labels } from "../internal/emit";
import type { ComponentOptions } from "../internal/workload";
import type { Judge, Refusal } from "../plan/refusal";
import type { KnativeConfig } from "./config/config";
import type { KnativeFeature } from "./config/features";
import { longestTimeout } from "./config/defaults";
import { checkDomain } from "./config/domain";
import { configMaps } from "./config/render";
import { labels } from "./labels";
import { PROCESSES } from "./processes";
import { roles } from "./roles";
import { webhookConfiguration } from "./webhooks";
import { deployProcess, SERVICE_METRICS, type Process } from "./workloads";

/** What a user may decide about Knative Serving. */
export interface KnativeServingOptions {
  readonly activator?: ComponentOptions;
  readonly autoscaler?: ComponentOptions;
  /** The autoscaler of revisions whose class is `hpa`. */
  readonly autoscalerHpa?: ComponentOptions;
  readonly controller?: ComponentOptions;
  readonly webhook?: ComponentOptions;
  /** Knative's settings. @default - Knative's defaults, and what models on GPU pools need */
  readonly config?: KnativeConfig;
}

/** Settings of {@link KnativeServing}. */
export interface KnativeServingProps extends AddonProps, KnativeServingOptions {
  /** Domain of every route that is reachable from outside. */
  readonly domain: string;
  /** Features that are turned on where `config` says nothing of them; it may grow until the app is synthesized. @default - none */
  readonly neededFeatures?: ReadonlySet<KnativeFeature>;
}

const NAMESPACE = "knative-serving";
/** Knative's components whose ConfigMaps its webhook judges, in upstream's list. */
const JUDGED = ["autoscaler", "controller", "logging", "networking", "observability", "tracing", "net-certmanager"];
/** Component that each ConfigMap belongs to, where it is not the controller. */
const COMPONENTS: Readonly<Record<string, string>> = {
  "config-autoscaler": "autoscaler",
  "config-logging": "logging",
  "config-network": "networking",
  "config-observability": "observability",
  "config-tracing": "tracing",
};

/**
 * Knative Serving: scales models by their requests, to zero and from zero, and routes to their revisions.
 *
 * @see https://knative.dev/docs/serving/
 */
export class KnativeServing extends Construct implements Judge {
  public readonly namespace = NAMESPACE;
  public readonly refusals: readonly Refusal[];

  constructor(scope: Construct, id: string, props: KnativeServingProps) {
    super(scope, id);
    checkDomain(this, "domain", props.domain);
    const context = addonContext(this, props);
    const { version } = context.release.components.knativeServing;
    const namespace = NAMESPACE;
    // A timeout above max-revision-timeout-seconds, which Knative's validation refuses (serving/v1 revision_validation.go).
    const timeoutSeconds = Math.max(1_000_000, longestTimeout(props.config?.defaults) + 1);
    this.refusals = [
      {
        manifest: {
          apiVersion: "serving.knative.dev/v1",
          kind: "Service",
          metadata: { name: "kserve-stack-probe", namespace },
          spec: { template: { spec: { timeoutSeconds, containers: [{ image: "probe" }] } } },
        },
        says: `expected 0 <= ${timeoutSeconds} <=`,
      },
    ];
    for (const name of ["controller", "activator"]) {
      const metadata = { name, namespace, labels: labels(version, name) };
      emit(this, { apiVersion: "v1", kind: "ServiceAccount", metadata } satisfies ServiceAccount);
    }
    roles(this, namespace, version);
    const data = configMaps(this, props.config ?? {}, {
      domain: props.domain,
      queueProxy: context.images.ref("knative-queue-proxy"),
      mirror: props.registry?.mirror,
    });
    for (const [name, settings] of Object.entries(data)) {
      const provider: Labels =
        name === "config-certmanager" ? { "networking.knative.dev/certificate-provider": "cert-manager" } : {};
      emit(this, {
        apiVersion: "v1",
        kind: "ConfigMap",
        metadata: { name, namespace, labels: { ...labels(version, COMPONENTS[name] ?? "controller"), ...provider } },
        ...(Object.keys(settings).length > 0 && {
          data: name === "config-features" ? withNeeded(settings, props.neededFeatures ?? new Set()) : { ...settings },
        }),
      } satisfies ConfigMap);
    }
    emit(this, {
      apiVersion: "v1",
      kind: "Secret",
      metadata: { name: "webhook-certs", namespace, labels: labels(version, "webhook") },
    } satisfies Secret);
    this.#services(version);
    const home = { namespace, version };
    for (const [key, process] of Object.entries({ ...PROCESSES, activator: activator(props.config) })) {
      deployProcess(this, context, home, process, props[key as keyof typeof PROCESSES]);
    }
    this.#customResources(version, context.images.ref("knative-queue-proxy"));
    this.#webhooks(version);
  }

  #services(version: string): void {
    const service = (
      name: string,
      component: string,
      ports: ServicePort[],
      options: { role?: true; extra?: Labels; type?: string } = {},
    ): void => {
      const selector = { app: component, ...(options.role && { role: component }) };
      const own = { ...selector, ...labels(version, component) };
      emit(this, {
        apiVersion: "v1",
        kind: "Service",
        metadata: { name, namespace: NAMESPACE, labels: { ...own, ...options.extra } },
        spec: {
          selector,
          ports: [...SERVICE_METRICS, ...ports],
          ...(options.type !== undefined && { type: options.type }),
        },
      } satisfies Service);
    };
    service(
      "activator-service",
      "activator",
      [
        { name: "http", port: 80, targetPort: 8012 },
        { name: "http2", port: 81, targetPort: 8013 },
        { name: "https", port: 443, targetPort: 8112 },
      ],
      { type: "ClusterIP" },
    );
    service("autoscaler", "autoscaler", [{ name: "http", port: 8080, targetPort: 8080 }]);
    service("controller", "controller", []);
    service("webhook", "webhook", [{ name: "https-webhook", port: 443, targetPort: 8443 }], { role: true });
    service("autoscaler-hpa", "autoscaler-hpa", [], { extra: PROCESSES.autoscalerHpa.extraLabels });
  }

  #customResources(version: string, queueProxy: string): void {
    emit(this, {
      apiVersion: "caching.internal.knative.dev/v1alpha1",
      kind: "Image",
      metadata: { name: "queue-proxy", namespace: NAMESPACE, labels: labels(version, "queue-proxy") },
      spec: { image: queueProxy },
    });
    emit(this, {
      apiVersion: "networking.internal.knative.dev/v1alpha1",
      kind: "Certificate",
      metadata: {
        name: "routing-serving-certs",
        namespace: NAMESPACE,
        annotations: {
          "networking.knative.dev/certificate.class": "cert-manager.certificate.networking.knative.dev",
        },
        labels: { "networking.knative.dev/certificate-type": "system-internal" },
      },
      spec: { dnsNames: ["kn-routing", "data-plane.knative.dev"], secretName: "routing-serving-certs" },
    });
  }

  #webhooks(version: string): void {
    const shared = {
      labels: labels(version, "webhook"),
      service: { name: "webhook", namespace: NAMESPACE },
      timeoutSeconds: 10,
    };
    webhookConfiguration(this, {
      ...shared,
      kind: "ValidatingWebhookConfiguration",
      name: "config.webhook.serving.knative.dev",
      objectSelector: {
        matchExpressions: [
          { key: "app.kubernetes.io/name", operator: "In", values: ["knative-serving"] },
          { key: "app.kubernetes.io/component", operator: "In", values: JUDGED },
        ],
      },
    });
    webhookConfiguration(this, {
      ...shared,
      kind: "MutatingWebhookConfiguration",
      name: "webhook.serving.knative.dev",
    });
    webhookConfiguration(this, {
      ...shared,
      kind: "ValidatingWebhookConfiguration",
      name: "validation.webhook.serving.knative.dev",
    });
  }
}

/** The activator, with the time to finish every request that it may hold when it is stopped. */
function activator(config: KnativeConfig = {}): Process {
  const process = PROCESSES.activator;
  return {
    ...process,
    terminationGracePeriodSeconds: Math.max(process.terminationGracePeriodSeconds, longestTimeout(config.defaults)),
  };
}

/** Settings with the features that are needed and not stated, told when they are written: models come after Knative. */
function withNeeded(
  settings: Readonly<Record<string, string>>,
  needed: ReadonlySet<KnativeFeature>,
): Record<string, string> {
  const unstated = (): Record<string, string> =>
    Object.fromEntries([...needed].filter((flag) => !(flag in settings)).map((flag) => [flag, "enabled"]));
  return Lazy.any({
    produce: () => {
      const entries = Object.entries({ ...settings, ...unstated() });
      return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
    },
  }) as Record<string, string>;
}
