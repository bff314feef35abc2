import { oneOf, type Settings } from "./setting";

/** Whether Knative lets a pod field through. */
export type FeatureFlag = "enabled" | "allowed" | "disabled";

/**
 * Name of a flag of `config-features`.
 *
 * @see https://knative.dev/docs/serving/configuration/feature-flags/
 */
// source: knative/serving knative-v1.21.1 pkg/apis/config/features.go
export type KnativeFeature =
  | "autodetect-http2"
  | "kubernetes.containerspec-addcapabilities"
  | "kubernetes.podspec-affinity"
  | "kubernetes.podspec-dnsconfig"
  | "kubernetes.podspec-dnspolicy"
  | "kubernetes.podspec-fieldref"
  | "kubernetes.podspec-hostaliases"
  | "kubernetes.podspec-hostipc"
  | "kubernetes.podspec-hostnetwork"
  | "kubernetes.podspec-hostpid"
  | "kubernetes.podspec-init-containers"
  | "kubernetes.podspec-nodeselector"
  | "kubernetes.podspec-persistent-volume-claim"
  | "kubernetes.podspec-persistent-volume-write"
  | "kubernetes.podspec-priorityclassname"
  | "kubernetes.podspec-runtimeclassname"
  | "kubernetes.podspec-schedulername"
  | "kubernetes.podspec-securitycontext"
  | "kubernetes.podspec-shareprocessnamespace"
  | "kubernetes.podspec-tolerations"
  | "kubernetes.podspec-topologyspreadconstraints"
  | "kubernetes.podspec-volumes-csi"
  | "kubernetes.podspec-volumes-emptydir"
  | "kubernetes.podspec-volumes-hostpath"
  | "kubernetes.podspec-volumes-image"
  | "kubernetes.podspec-volumes-mount-propagation"
  | "multi-container"
  | "multi-container-probing"
  | "queueproxy.mount-podinfo"
  | "queueproxy.resource-defaults"
  | "tag-header-based-routing"
  | "secure-pod-defaults";

/** ConfigMap `config-features`: pod fields that Knative refuses unless its flag is on. */
export type KnativeFeatures = Readonly<
  Record<Exclude<KnativeFeature, "secure-pod-defaults">, FeatureFlag> & {
    /** "AllowRootBounded" sets safe defaults but lets a container run as root. */
    readonly "secure-pod-defaults": "enabled" | "disabled" | "AllowRootBounded";
  }
>;

// Knative takes a word that it does not know for the default, in silence.
const flag = oneOf("enabled", "disabled", "allowed");

export const FEATURES: Settings<Partial<KnativeFeatures>> = {
  "autodetect-http2": flag,
  "kubernetes.containerspec-addcapabilities": flag,
  "kubernetes.podspec-affinity": flag,
  "kubernetes.podspec-dnsconfig": flag,
  "kubernetes.podspec-dnspolicy": flag,
  "kubernetes.podspec-fieldref": flag,
  "kubernetes.podspec-hostaliases": flag,
  "kubernetes.podspec-hostipc": flag,
  "kubernetes.podspec-hostnetwork": flag,
  "kubernetes.podspec-hostpid": flag,
  "kubernetes.podspec-init-containers": flag,
  "kubernetes.podspec-nodeselector": flag,
  "kubernetes.podspec-persistent-volume-claim": flag,
  "kubernetes.podspec-persistent-volume-write": flag,
  "kubernetes.podspec-priorityclassname": flag,
  "kubernetes.podspec-runtimeclassname": flag,
  "kubernetes.podspec-schedulername": flag,
  "kubernetes.podspec-securitycontext": flag,
  "kubernetes.podspec-shareprocessnamespace": flag,
  "kubernetes.podspec-tolerations": flag,
  "kubernetes.podspec-topologyspreadconstraints": flag,
  "kubernetes.podspec-volumes-csi": flag,
  "kubernetes.podspec-volumes-emptydir": flag,
  "kubernetes.podspec-volumes-hostpath": flag,
  "kubernetes.podspec-volumes-image": flag,
  "kubernetes.podspec-volumes-mount-propagation": flag,
  "multi-container": flag,
  "multi-container-probing": flag,
  "queueproxy.mount-podinfo": flag,
  "queueproxy.resource-defaults": flag,
  "tag-header-based-routing": flag,
  "secure-pod-defaults": oneOf("enabled", "disabled", "AllowRootBounded"),
};

/**
 * What a platform turns on: the fields that models on GPU pools, on claims and with init containers need. Knative's own
 * defaults refuse them, so such a model would never become Ready.
 */
export const PLATFORM_FEATURES: Readonly<Partial<KnativeFeatures>> = {
  "kubernetes.podspec-affinity": "enabled",
  "kubernetes.podspec-fieldref": "enabled",
  "kubernetes.podspec-init-containers": "enabled",
  "kubernetes.podspec-nodeselector": "enabled",
  "kubernetes.podspec-persistent-volume-claim": "enabled",
  "kubernetes.podspec-persistent-volume-write": "enabled",
  "kubernetes.podspec-priorityclassname": "enabled",
  "kubernetes.podspec-runtimeclassname": "enabled",
  "kubernetes.podspec-schedulername": "enabled",
  "kubernetes.podspec-securitycontext": "enabled",
  "kubernetes.podspec-tolerations": "enabled",
  "kubernetes.podspec-topologyspreadconstraints": "enabled",
};
