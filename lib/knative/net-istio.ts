import { Construct } from "constructs";
import type { ConfigMap, Secret, Service } from "kubernetes-types/core/v1";
import { addonContext, type AddonProps } from "../internal/addon";
import { emit, type Labels } from "../internal/emit";
import { clusterRole, rule } from "../internal/rbac";
import type { ComponentOptions } from "../internal/workload";
import type { Judge, Refusal } from "../plan/refusal";
import { labels } from "./labels";
import { netIstioConfig, netIstioRefusals } from "./net-istio-config";
import { NET_ISTIO_PROCESSES } from "./processes";
import { webhookConfiguration } from "./webhooks";
import { deployProcess } from "./workloads";

/** What a user may decide about net-istio. */
export interface NetIstioOptions {
  readonly controller?: ComponentOptions;
  readonly webhook?: ComponentOptions;
}

/** Settings of {@link NetIstio}. */
export interface NetIstioProps extends AddonProps, NetIstioOptions {
  /** Namespace of Istio and of its ingress gateway. @default "istio-system" */
  readonly istioNamespace?: string;
}

const NAMESPACE = "knative-serving";
const OWN = ["get", "list", "create", "update", "delete", "patch", "watch"];

/** Turns Knative's ingresses into Istio's VirtualServices, onto the pods of Istio's ingress gateway. */
export class NetIstio extends Construct implements Judge {
  public readonly refusals: readonly Refusal[] = netIstioRefusals;

  constructor(scope: Construct, id: string, props: NetIstioProps = {}) {
    super(scope, id);
    const context = addonContext(this, props);
    const { version } = context.release.components.netIstio;
    const namespace = NAMESPACE;
    const own: Labels = { ...labels(version, "net-istio"), "networking.knative.dev/ingress-provider": "istio" };
    clusterRole(this, {
      name: "knative-serving-istio",
      labels: { ...own, "serving.knative.dev/controller": "true" },
      rules: [rule("networking.istio.io", ["virtualservices", "gateways", "destinationrules"], OWN)],
    });
    emit(this, {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "config-istio", namespace, labels: own },
      ...netIstioConfig(namespace, props.istioNamespace),
    } satisfies ConfigMap);
    emit(this, {
      apiVersion: "v1",
      kind: "Secret",
      metadata: { name: "net-istio-webhook-certs", namespace, labels: own },
    } satisfies Secret);
    emit(this, {
      apiVersion: "v1",
      kind: "Service",
      metadata: { name: "net-istio-webhook", namespace, labels: { role: "net-istio-webhook", ...own } },
      spec: {
        ports: [
          { name: "http-metrics", port: 9090, targetPort: "metrics" },
          { name: "http-profiling", port: 8008, targetPort: "profiling" },
          { name: "https-webhook", port: 443, targetPort: "https-webhook" },
        ],
        selector: { app: "net-istio-webhook" },
      },
    } satisfies Service);
    emit(this, {
      apiVersion: "v1",
      kind: "Service",
      metadata: {
        name: "knative-local-gateway",
        namespace: props.istioNamespace ?? "istio-system",
        labels: { ...own, "experimental.istio.io/disable-gateway-port-translation": "true" },
      },
      spec: {
        type: "ClusterIP",
        // The same gateway pods as from outside, on a port that only the cluster reaches.
        selector: { istio: "ingressgateway" },
        ports: [
          { name: "http2", port: 80, targetPort: 8081 },
          { name: "https", port: 443, targetPort: 8444 },
        ],
      },
    } satisfies Service);
    const home = { namespace, version };
    deployProcess(this, context, home, NET_ISTIO_PROCESSES.controller, props.controller);
    deployProcess(this, context, home, NET_ISTIO_PROCESSES.webhook, props.webhook);
    this.#gateways(own);
    this.#webhooks(own);
  }

  #gateways(own: Labels): void {
    for (const [name, number] of [
      ["knative-ingress-gateway", 80],
      ["knative-local-gateway", 8081],
    ] as const) {
      emit(this, {
        apiVersion: "networking.istio.io/v1beta1",
        kind: "Gateway",
        metadata: { name, namespace: NAMESPACE, labels: own },
        spec: {
          selector: { istio: "ingressgateway" },
          servers: [{ port: { number, name: "http", protocol: "HTTP" }, hosts: ["*"] }],
        },
      });
    }
    for (const app of ["webhook", "net-istio-webhook"]) {
      emit(this, {
        apiVersion: "security.istio.io/v1beta1",
        kind: "PeerAuthentication",
        metadata: { name: app, namespace: NAMESPACE, labels: own },
        // The API server speaks to a webhook without a mesh certificate.
        spec: { selector: { matchLabels: { app } }, portLevelMtls: { "8443": { mode: "PERMISSIVE" } } },
      });
    }
  }

  #webhooks(own: Labels): void {
    const shared = { labels: own, service: { name: "net-istio-webhook", namespace: NAMESPACE } };
    webhookConfiguration(this, {
      ...shared,
      kind: "MutatingWebhookConfiguration",
      name: "webhook.istio.networking.internal.knative.dev",
      objectSelector: { matchExpressions: [{ key: "serving.knative.dev/configuration", operator: "Exists" }] },
    });
    webhookConfiguration(this, {
      ...shared,
      kind: "ValidatingWebhookConfiguration",
      name: "config.webhook.istio.networking.internal.knative.dev",
      objectSelector: {
        matchLabels: { "app.kubernetes.io/name": "knative-serving", "app.kubernetes.io/component": "net-istio" },
      },
    });
  }
}
