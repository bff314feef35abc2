/** Whether Knative lets a pod field through. */
export type FeatureFlag = "enabled" | "allowed" | "disabled";

/** ConfigMap `config-features`: pod fields that Knative refuses unless its flag is on. */
export type KnativeFeatures = Readonly<Record<KnativeFeature, FeatureFlag>>;

/**
 * Flags of `config-features`, by Knative's names.
 *
 * @see https://knative.dev/docs/serving/configuration/feature-flags/
 */
export type KnativeFeature =
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
  | "kubernetes.podspec-volumes-emptydir"
  | "multi-container"
  | "multi-container-probing"
  | "secure-pod-defaults"
  | "tag-header-based-routing";

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
