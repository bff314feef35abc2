import { Construct } from "constructs";
import type { ConfigMap, ServiceAccount } from "kubernetes-types/core/v1";
import type { IngressClass } from "kubernetes-types/networking/v1";
import { addonContext, type AddonProps } from "../internal/addon";
import { emit } from "../internal/emit";
import type { Judge, Refusal } from "../plan/refusal";
import { ingressGateway } from "./ingress-gateway";
import { istiod } from "./istiod";
import { revisionLabels, standardLabels } from "./labels";
import { meshConfig } from "./mesh-config";
import type { IngressGatewayOptions, IstioOptions } from "./options";
import { roles } from "./roles";
import { refusals, validators } from "./validators";

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
export class Istio extends Construct implements Judge {
  public readonly namespace: string;
  public readonly refusals: readonly Refusal[];

  constructor(scope: Construct, id: string, props: IstioProps = {}) {
    super(scope, id);
    const context = addonContext(this, props);
    const { version } = context.release.components.istio;
    const namespace = props.namespace ?? "istio-system";
    this.namespace = namespace;
    this.refusals = refusals(namespace);
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
      data: { meshNetworks: "networks: {}", mesh: meshConfig(this, namespace, props) },
    } satisfies ConfigMap);
    istiod(this, context, namespace, props);
    if (props.ingressClass === true) {
      // istiod serves the class by its controller; the name is what KServe's ingressClassName says by default.
      emit(this, {
        apiVersion: "networking.k8s.io/v1",
        kind: "IngressClass",
        metadata: { name: "istio" },
        spec: { controller: "istio.io/ingress-controller" },
      } satisfies IngressClass);
    }
    validators(this, namespace, version);
  }
}

/** Settings of {@link IstioIngressGateway}. */
export interface IstioIngressGatewayProps extends AddonProps, IngressGatewayOptions {
  /** Namespace of the control plane, whose ConfigMap and CA the gateway reads. @default "istio-system" */
  readonly namespace?: string;
}

/**
 * The Envoy through which every request enters the cluster.
 *
 * Its pods wait for a ConfigMap that istiod writes, so istiod comes first.
 */
export class IstioIngressGateway extends Construct {
  public readonly namespace: string;
  /** Name of its Service inside the cluster, with the namespace and the cluster's domain. */
  public readonly hostname: string;

  constructor(scope: Construct, id: string, props: IstioIngressGatewayProps = {}) {
    super(scope, id);
    this.namespace = props.namespace ?? "istio-system";
    this.hostname = `istio-ingressgateway.${this.namespace}.svc.cluster.local`;
    ingressGateway(this, addonContext(this, props), this.namespace, props);
  }
}
