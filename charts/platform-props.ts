import type { CertManagerProps } from "../lib/cert-manager/cert-manager";
import type { CrdForm } from "../lib/definitions/definitions";
import type { KServeGatewayOptions } from "../lib/gateway-api/kserve-gateway";
import type { NvidiaDevicePluginProps } from "../lib/gpu/device-plugin";
import type { AddonProps } from "../lib/internal/addon";
import type { IstioProps } from "../lib/istio/istio";
import type { IngressGatewayOptions } from "../lib/istio/options";
import type { KnativeConfig } from "../lib/knative/config/config";
import type { KnativeServingOptions } from "../lib/knative/knative-serving";
import type { NetIstioOptions } from "../lib/knative/net-istio";
import type { DeploymentMode } from "../lib/kserve/config/deploy";
import type { IngressOptions } from "../lib/kserve/config/ingress";
import type { KServeProps } from "../lib/kserve/kserve";
import type { KServeRuntimesProps } from "../lib/kserve/kserve-runtimes";
import type { Existing } from "../lib/releases/existing";

/** An Istio that the cluster has, as `existing({ version, … })` names it. */
export interface ExistingIstio extends Existing {
  /** Where its ingress gateway is, whose Service is `istio-ingressgateway`; the Gateway of models goes there too. @default "istio-system" */
  readonly namespace?: string;
}

/** A Knative Serving that the cluster has. */
export interface ExistingKnativeServing extends Existing {
  /** Settings of it that models are held against. @default - not known, not checked */
  readonly config?: Pick<KnativeConfig, "autoscaler" | "defaults" | "features">;
}

/** A gateway that the cluster has and that routes of models attach to. */
export interface ExistingGateway {
  readonly existing: true;
  /** Name of the Gateway. Not needed with `gatewayApi: false`. */
  readonly name?: string;
  /** Namespace of the Gateway. Not needed with `gatewayApi: false`. */
  readonly namespace?: string;
  /** Its GatewayClass; with `gatewayApi: false` the IngressClass of the models' Ingresses. */
  readonly class: string;
}

/** Options of cert-manager in a platform. */
export type CertManagerAddonOptions = Omit<CertManagerProps, keyof AddonProps>;

/** Options of Istio in a platform. */
export interface IstioAddonOptions extends Omit<IstioProps, keyof AddonProps> {
  /** The ingress gateway. */
  readonly gateway?: IngressGatewayOptions;
}

/** Options of KServe in a platform; how models are reached follows from `mode`, `gatewayApi` and `gateway`. */
export interface KServeAddonOptions extends Omit<
  KServeProps,
  keyof AddonProps | "mode" | "domain" | "optionalApis" | "ingress"
> {
  readonly ingress?: Omit<IngressOptions, "enableGatewayApi" | "kserveIngressGateway" | "ingressClassName">;
}

/** Options of NVIDIA's device plugin in a platform. */
export type NvidiaDevicePluginAddonOptions = Omit<NvidiaDevicePluginProps, keyof AddonProps>;

/** Settings of {@link ServingPlatform}. */
export interface ServingPlatformProps extends AddonProps {
  /** Version of the cluster, e.g. "1.34". @default - not known; a note says that it was not checked */
  readonly kubernetes?: string;
  /** Why a Kubernetes version outside the tested range is acceptable. @default - it is an error */
  readonly allowUntested?: string;
  /**
   * How models run: "Knative" scales them by their requests, to zero and from zero; "Standard" runs plain Deployments,
   * and the platform brings no Knative.
   *
   * @default "Knative"
   * @see https://kserve.github.io/website/docs/concepts/architecture/control-plane
   */
  readonly mode?: DeploymentMode;
  /**
   * Domain under which models are reached.
   *
   * @default "example.com" in profile `dev`; every other profile has to state one
   */
  readonly domain?: string;
  /** Schemas of the CustomResourceDefinitions. @default "folded" */
  readonly crds?: CrdForm;
  /** Options of cert-manager, or the one that the cluster has. @default - installed */
  readonly certManager?: CertManagerAddonOptions | Existing;
  /**
   * Whether models of Standard mode get HTTPRoutes (true) or Ingresses (false). With `existing` the definitions are
   * someone else's; beside an existing gateway they are taken to be.
   *
   * @default true in Standard mode, false in Knative mode
   */
  readonly gatewayApi?: boolean | Existing;
  /**
   * Options of the Gateway that HTTPRoutes attach to, or the gateway that the cluster has.
   *
   * @default - kserve-ingress-gateway, served by Istio's ingress gateway
   */
  readonly gateway?: KServeGatewayOptions | ExistingGateway;
  /**
   * Options of Istio and its ingress gateway, or the one that the cluster has.
   *
   * @default - installed, but not in Standard mode beside an existing gateway, where nothing needs it
   */
  readonly istio?: IstioAddonOptions | ExistingIstio;
  /** Options of Knative Serving, or the one that the cluster has. Knative mode. @default - installed */
  readonly knativeServing?: KnativeServingOptions | ExistingKnativeServing;
  /** Options of net-istio, or the one that the cluster has. Knative mode. @default - installed */
  readonly netIstio?: NetIstioOptions | Existing;
  /** The KEDA that the cluster has; models of Standard mode may then scale by it. @default - none */
  readonly keda?: Existing;
  /** Options of KServe's controller, or the one that the cluster has. @default - installed */
  readonly kserve?: KServeAddonOptions | Existing;
  /** Options of the runtimes that KServe ships. @default - all */
  readonly runtimes?: KServeRuntimesProps["runtimes"];
  /** Options of NVIDIA's device plugin, or the one that the cluster has. @default - installed */
  readonly nvidiaDevicePlugin?: NvidiaDevicePluginAddonOptions | Existing;
}

/** Settings of {@link ServingPlatform.existing}: what the models' checks have to know of a platform that is there. */
export interface ExistingPlatformProps extends Pick<
  ServingPlatformProps,
  | "release"
  | "profile"
  | "registry"
  | "images"
  | "kubernetes"
  | "allowUntested"
  | "mode"
  | "domain"
  | "keda"
  | "runtimes"
> {
  /** Id of the construct. @default "platform" */
  readonly id?: string;
  /** Whether models of Standard mode get HTTPRoutes (true) or Ingresses (false). @default true in Standard mode, false in Knative mode */
  readonly gatewayApi?: boolean;
  /** Knative Serving, where its version or its settings are not the release's. Knative mode. */
  readonly knativeServing?: ExistingKnativeServing;
  /** KServe, where its version is not the release's. */
  readonly kserve?: Existing;
}
