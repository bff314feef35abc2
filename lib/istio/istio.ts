import { Yaml } from "cdk8s";
import { Construct } from "constructs";
import type { ValidatingWebhookConfiguration } from "kubernetes-types/admissionregistration/v1";
import type { ConfigMap, ServiceAccount } from "kubernetes-types/core/v1";
import { addonContext, type AddonProps } from "../internal/addon";
import { emit } from "../internal/emit";
import { webhookRules } from "../internal/webhook-rule";
import { istiod } from "./istiod";
import { ingressGateway } from "./ingress-gateway";
import { revisionLabels, standardLabels } from "./labels";
import type { IngressGatewayOptions, IstioOptions } from "./options";
import { roles } from "./roles";

/** Settings of {@link Istio}. */
export interface IstioProps extends AddonProps, Omit<IstioOptions, "gateway"> {
  /** @default "istio-system" */
  readonly namespace?: string;
}

/**
 * Istio's control plane, without its sidecar injector: the gateway is an explicit Deployment, so nothing is injected.
 *
 * @see https://istio.io/latest/docs/
 */
export class Istio extends Construct {
  public readonly namespace: string;

  constructor(scope: Construct, id: string, props: IstioProps = {}) {
    super(scope, id);
    const context = addonContext(this, props);
    const { version } = context.release.components.istio;
    const namespace = props.namespace ?? "istio-system";
    this.namespace = namespace;
    const own = standardLabels({ name: "istiod", instance: "istiod" }, version);
    const base = standardLabels({ name: "istio-reader", instance: "istio-base" }, version);
    for (const [name, labels] of [
      ["istio-reader-service-account", { app: "istio-reader", ...base }],
      ["istiod", { app: "istiod", ...own }],
    ] as const) {
      emit(this, {
        apiVersion: "v1",
        kind: "ServiceAccount",
        metadata: { name, namespace, labels },
      } satisfies ServiceAccount);
    }
    roles(this, namespace, version);
    emit(this, {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "istio", namespace, labels: { ...revisionLabels("Pilot"), ...own } },
      data: { meshNetworks: "networks: {}", mesh: mesh(namespace, props.accessLogFile) },
    } satisfies ConfigMap);
    istiod(this, context, namespace, props);
    validator(this, namespace, "istiod-default-validator", "validation.istio.io", {
      ...standardLabels({ name: "istiod", instance: "istio-base" }, version),
    });
    validator(this, namespace, `istio-validator-${namespace}`, "rev.validation.istio.io", own, {
      matchExpressions: [{ key: "istio.io/rev", operator: "In", values: ["default"] }],
    });
  }
}

/** Settings of {@link IstioIngressGateway}. */
export interface IstioIngressGatewayProps extends AddonProps, IngressGatewayOptions {
  /** @default "istio-system" */
  readonly namespace?: string;
}

/** The Envoy through which every request enters the cluster. */
export class IstioIngressGateway extends Construct {
  constructor(scope: Construct, id: string, props: IstioIngressGatewayProps = {}) {
    super(scope, id);
    ingressGateway(this, addonContext(this, props), props.namespace ?? "istio-system", props);
  }
}

/** The mesh configuration that istiod reads, in Istio's own fields. */
function mesh(namespace: string, accessLogFile: string | undefined): string {
  return Yaml.stringify({
    defaultConfig: { discoveryAddress: `istiod.${namespace}.svc:15012` },
    defaultProviders: { metrics: ["prometheus"] },
    enablePrometheusMerge: true,
    rootNamespace: namespace,
    trustDomain: "cluster.local",
    ...(accessLogFile !== undefined && { accessLogFile }),
  }).trimEnd();
}

/** istiod writes `caBundle` and, once it serves, `failurePolicy`: neither is ours to send. */
function validator(
  scope: Construct,
  namespace: string,
  name: string,
  entry: string,
  labels: Readonly<Record<string, string>>,
  objectSelector?: { matchExpressions: { key: string; operator: string; values: string[] }[] },
): void {
  emit(scope, {
    apiVersion: "admissionregistration.k8s.io/v1",
    kind: "ValidatingWebhookConfiguration",
    metadata: { name, labels: { app: "istiod", istio: "istiod", "istio.io/rev": "default", ...labels } },
    webhooks: [
      {
        name: entry,
        clientConfig: { service: { name: "istiod", namespace, path: "/validate" } },
        rules: webhookRules({
          operations: ["CREATE", "UPDATE"],
          apiGroups: ["security.istio.io", "networking.istio.io", "telemetry.istio.io", "extensions.istio.io"],
          apiVersions: ["*"],
          resources: ["*"],
        }),
        sideEffects: "None",
        admissionReviewVersions: ["v1"],
        ...(objectSelector && { objectSelector }),
      },
    ],
  } satisfies ValidatingWebhookConfiguration);
}
