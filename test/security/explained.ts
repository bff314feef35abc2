import type { Finding } from "./finding";
import type { ExplainedFinding } from "./judge";

/** One object, or one container of it. */
type Place = string | { readonly object: string; readonly container: string };

function each(tool: Finding["tool"], check: string, reason: string, places: readonly Place[]): ExplainedFinding[] {
  return places.map((place) => ({ tool, check, reason, ...(typeof place === "string" ? { object: place } : place) }));
}

const CERT_MANAGER = { object: "Deployment cert-manager/cert-manager", container: "cert-manager-controller" };
const CAINJECTOR = { object: "Deployment cert-manager/cert-manager-cainjector", container: "cert-manager-cainjector" };
const CERT_WEBHOOK = { object: "Deployment cert-manager/cert-manager-webhook", container: "cert-manager-webhook" };
const ISTIOD = { object: "Deployment istio-system/istiod", container: "discovery" };
const GATEWAY = { object: "Deployment istio-system/istio-ingressgateway", container: "istio-proxy" };
const KSERVE = { object: "Deployment kserve/kserve-controller-manager", container: "manager" };
const RBAC_PROXY = { object: KSERVE.object, container: "kube-rbac-proxy" };
const DEVICE_PLUGIN = {
  object: "DaemonSet kube-system/nvidia-device-plugin-daemonset",
  container: "nvidia-device-plugin-ctr",
};
const KNATIVE_WEBHOOK = "Deployment knative-serving/webhook";
const NET_ISTIO_WEBHOOK = "Deployment knative-serving/net-istio-webhook";

const EGRESS =
  "a NetworkPolicy cannot name the API server, whose address and port each cluster chooses and which every controller calls; a rule that allows all would undo a cluster's own default";
const ENVOY_USER = "upstream's gateways state 1337, the user that Istio's proxy image is made with";
const ROOT = "the kubelet's directory for device plugins is root's, mode 0750";
const LOADER_CACHE =
  "NVIDIA's container toolkit rewrites the loader's cache in the image when it starts a GPU container";
const DRAIN =
  "Knative's webhooks answer the kubelet before they look at the path, so every HTTPS probe is the same one";
const TAG = "upstream's manifests name this image by its tag, and the release data is theirs; `images` takes a digest";
const USER_ROLE = "what Knative gives to holders of the built-in roles: every kind of its groups, in their namespaces";
const NO_ENDPOINT = "upstream's process serves nothing that could be probed but the socket to the kubelet";
const SIDECAR =
  "a proxy that fails may cost the metrics but must not take the webhooks out of service, and it exits by itself";

/** Every finding that stays in profile `production`; a stale entry fails. */
export const explained: readonly ExplainedFinding[] = [
  ...each("kube-score", "pod-networkpolicy", EGRESS, [
    CERT_MANAGER.object,
    CAINJECTOR.object,
    CERT_WEBHOOK.object,
    ISTIOD.object,
    GATEWAY.object,
    "Deployment knative-serving/activator",
    "Deployment knative-serving/autoscaler",
    "Deployment knative-serving/autoscaler-hpa",
    "Deployment knative-serving/controller",
    KNATIVE_WEBHOOK,
    "Deployment knative-serving/net-istio-controller",
    NET_ISTIO_WEBHOOK,
    KSERVE.object,
  ]),
  ...each("kube-score", "container-security-context-user-group-id", ENVOY_USER, [GATEWAY]),
  ...each("kube-score", "container-security-context-user-group-id", ROOT, [DEVICE_PLUGIN]),
  ...each("kube-score", "container-security-context-readonlyrootfilesystem", LOADER_CACHE, [DEVICE_PLUGIN]),
  ...each("kube-score", "pod-probes-identical", DRAIN, [KNATIVE_WEBHOOK, NET_ISTIO_WEBHOOK]),

  ...each("checkov", "CKV_K8S_40", ENVOY_USER, [GATEWAY.object]),
  ...each("checkov", "CKV_K8S_40", ROOT, [DEVICE_PLUGIN.object]),
  ...each("checkov", "CKV_K8S_23", ROOT, [DEVICE_PLUGIN.object]),
  ...each("checkov", "CKV_K8S_22", LOADER_CACHE, [DEVICE_PLUGIN]),
  ...each("checkov", "CKV_K8S_8", NO_ENDPOINT, [DEVICE_PLUGIN]),
  ...each("checkov", "CKV_K8S_9", NO_ENDPOINT, [DEVICE_PLUGIN]),
  ...each("checkov", "CKV_K8S_8", SIDECAR, [RBAC_PROXY]),
  ...each("checkov", "CKV_K8S_9", SIDECAR, [RBAC_PROXY]),
  ...each("checkov", "CKV_K8S_43", TAG, [
    CERT_MANAGER,
    CAINJECTOR,
    CERT_WEBHOOK,
    ISTIOD,
    GATEWAY,
    KSERVE,
    DEVICE_PLUGIN,
  ]),
  ...each("checkov", "CKV_K8S_155", "writes the CA of every webhook that asks for cert-manager's", [
    "ClusterRole cert-manager-cainjector",
  ]),
  ...each("checkov", "CKV_K8S_155", "writes the CA and the failure policy of Istio's own validators", [
    "ClusterRole istiod-clusterrole-istio-system",
  ]),
  ...each("checkov", "CKV_K8S_155", "Knative's webhooks write their own rules, CA and paths", [
    "ClusterRole knative-serving-core",
  ]),
  ...each("checkov", "CKV_K8S_49", USER_ROLE, [
    "ClusterRole knative-serving-namespaced-admin",
    "ClusterRole knative-serving-namespaced-edit",
    "ClusterRole knative-serving-namespaced-view",
  ]),
  ...each(
    "checkov",
    "CKV_K8S_49",
    "reads every kind of Istio's groups for the other clusters of a mesh; no pod runs under it",
    ["ClusterRole istio-reader-clusterrole-istio-system"],
  ),
  ...each(
    "checkov",
    "CKV2_K8S_5",
    "istiod hands a gateway the certificates of its namespace only if it may list them",
    ["RoleBinding istio-system/istio-ingressgateway-sds"],
  ),
];
