import type { ImageName } from "./image-name";
import type { Release } from "./release";

/** KServe 0.20 with the versions it was tested with. */
export const kserve020: Release<ImageName> = {
  name: "kserve-0.20",
  components: {
    kserve: {
      title: "KServe",
      version: "0.20.0",
      source: "kserve/kserve tag v0.20.0 (2026-08-06)",
      supportedUntil: { source: "KServe publishes no end of life" },
      definitions: {
        source: "kserve-0.20.0",
        groups: ["serving.kserve.io", "inference.networking.k8s.io", "inference.networking.x-k8s.io", "llm-d.ai"],
      },
    },
    knativeServing: {
      title: "Knative Serving",
      version: "1.21.1",
      source: "kserve/kserve v0.20.0 kserve-deps.env",
      supportedUntil: { date: "2026-08-04", source: "https://endoflife.date/api/knative.json" },
      kubernetes: { min: "1.33", max: "1.35", source: "knative.dev/pkg CheckMinimumVersion (min); as tested (max)" },
      definitions: {
        source: "knative-serving-1.21.1",
        groups: [
          "serving.knative.dev",
          "networking.internal.knative.dev",
          "autoscaling.internal.knative.dev",
          "caching.internal.knative.dev",
        ],
      },
    },
    netIstio: {
      title: "Knative net-istio",
      version: "1.21.1",
      source: "knative/operator knative-v1.21.1 kodata/ingress/1.21/istio",
      supportedUntil: { date: "2026-08-04", source: "released and supported with Knative Serving 1.21" },
    },
    istio: {
      title: "Istio",
      version: "1.29.1",
      source: "istio/istio tag 1.29.1",
      supportedUntil: {
        date: "2026-08-31",
        source: "istio.io data/compatibility/supportStatus.yml (expected Aug 2026)",
      },
      kubernetes: { min: "1.31", max: "1.35", source: "istio.io data/compatibility/supportStatus.yml" },
      definitions: {
        source: "istio-1.29.1",
        groups: ["extensions.istio.io", "networking.istio.io", "security.istio.io", "telemetry.istio.io"],
      },
    },
    certManager: {
      title: "cert-manager",
      version: "1.19.4",
      source: "cert-manager/cert-manager tag v1.19.4",
      supportedUntil: {
        date: "2026-07-10",
        source:
          "end of life is the release of 1.21 (cert-manager/website content/docs/releases; cert-manager/testing#1218)",
      },
      kubernetes: { min: "1.31", max: "1.35", source: "cert-manager/website content/docs/releases" },
      definitions: { source: "cert-manager-1.19.4", groups: ["cert-manager.io", "acme.cert-manager.io"] },
    },
    gatewayApi: {
      title: "Gateway API",
      version: "1.5.1",
      source: "kserve/kserve v0.20.0 kserve-deps.env",
      supportedUntil: { source: "Gateway API publishes no end of life" },
      definitions: { source: "gateway-api-1.5.1", groups: ["gateway.networking.k8s.io"] },
    },
    keda: {
      title: "KEDA",
      version: "2.18.0",
      source: "kserve/kserve v0.20.0 kserve-deps.env and go.mod",
      supportedUntil: { source: "KEDA publishes no end of life" },
      kubernetes: { min: "1.31", max: "1.34", source: "https://keda.sh/docs/operate/cluster, 2.18 and 2.19" },
      accepted: {
        min: "2.18",
        max: "2.19",
        source: "2.18 is what KServe 0.20 is built with, 2.19 the newest that KEDA has tested on Kubernetes",
      },
    },
    nvidiaDevicePlugin: {
      title: "NVIDIA device plugin",
      version: "0.20.0",
      source: "NVIDIA/k8s-device-plugin tag v0.20.0 (2026-08-19)",
      supportedUntil: { source: "NVIDIA publishes no end of life" },
    },
    karpenterAws: {
      title: "Karpenter on AWS",
      version: "1.14.1",
      source: "aws/karpenter-provider-aws tag v1.14.1",
      supportedUntil: { source: "Karpenter publishes no end of life" },
      definitions: {
        source: "karpenter-aws-1.14.1",
        groups: ["karpenter.sh", "karpenter.k8s.aws", "autoscaling.x-k8s.io"],
      },
    },
  },
  kubernetes: {
    min: "1.33",
    max: "1.35",
    source: "Knative 1.21 exits below 1.33; Istio 1.29 and cert-manager 1.19 end at 1.35",
  },
  kubernetesSupport: {
    "1.33": { date: "2026-06-28", source: "https://kubernetes.io/releases/patch-releases/" },
    "1.34": { date: "2026-10-27", source: "https://kubernetes.io/releases/patch-releases/" },
    "1.35": { date: "2027-02-28", source: "https://kubernetes.io/releases/patch-releases/" },
  },
  images: {
    "cert-manager-controller": {
      image: "quay.io/jetstack/cert-manager-controller:v1.19.4",
      source: "cert-manager v1.19.4 release manifest",
    },
    "cert-manager-cainjector": {
      image: "quay.io/jetstack/cert-manager-cainjector:v1.19.4",
      source: "cert-manager v1.19.4 release manifest",
    },
    "cert-manager-webhook": {
      image: "quay.io/jetstack/cert-manager-webhook:v1.19.4",
      source: "cert-manager v1.19.4 release manifest",
    },
    "cert-manager-acmesolver": {
      image: "quay.io/jetstack/cert-manager-acmesolver:v1.19.4",
      source: "cert-manager v1.19.4 release manifest",
    },
    "istio-pilot": {
      image: "docker.io/istio/pilot:1.29.1",
      source: "istio 1.29.1 manifests/charts, hub of the release pipeline",
    },
    "istio-proxyv2": {
      image: "docker.io/istio/proxyv2:1.29.1",
      source: "istio 1.29.1 manifests/charts, hub of the release pipeline",
    },
    "knative-activator": {
      image:
        "gcr.io/knative-releases/knative.dev/serving/cmd/activator@sha256:cf8d126fc08e596b742025f6e53c97abf921f7bd6394d29c200e79c1c323dc6e",
      source: "knative/serving knative-v1.21.1 serving-core.yaml",
    },
    "knative-autoscaler": {
      image:
        "gcr.io/knative-releases/knative.dev/serving/cmd/autoscaler@sha256:35045ef7c35c6151f0565094cc5ec240a886ba2e5a844366b22a074342af3edf",
      source: "knative/serving knative-v1.21.1 serving-core.yaml",
    },
    "knative-controller": {
      image:
        "gcr.io/knative-releases/knative.dev/serving/cmd/controller@sha256:622546def05a9b181123d35ede4e4a6e60d7751ae558ea2c5306978b30c24d5c",
      source: "knative/serving knative-v1.21.1 serving-core.yaml",
    },
    "knative-webhook": {
      image:
        "gcr.io/knative-releases/knative.dev/serving/cmd/webhook@sha256:8754cefd1f1db905495de5ba707b37459cc212b830d40962162654986d264d74",
      source: "knative/serving knative-v1.21.1 serving-core.yaml",
    },
    "knative-queue-proxy": {
      image:
        "gcr.io/knative-releases/knative.dev/serving/cmd/queue@sha256:40957d3ced3b185b7a78bbd771be69b0a13137dcbee5ff7f82ae738b56037d9c",
      source: "knative/serving knative-v1.21.1 serving-core.yaml",
    },
    "knative-autoscaler-hpa": {
      image:
        "gcr.io/knative-releases/knative.dev/serving/cmd/autoscaler-hpa@sha256:8493e55beff91d149d584ac193b25ad9439bf1098f6cee0d394e43f2a9a323ef",
      source: "knative/serving knative-v1.21.1 serving-hpa.yaml",
    },
    "net-istio-controller": {
      image:
        "gcr.io/knative-releases/knative.dev/net-istio/cmd/controller@sha256:915a3a9b8caea8cceb59258ca2b941c83f0ab230aef5c1dd3b9499574ac3f379",
      source: "knative-extensions/net-istio knative-v1.21.1 net-istio.yaml",
    },
    "net-istio-webhook": {
      image:
        "gcr.io/knative-releases/knative.dev/net-istio/cmd/webhook@sha256:4d9c50245aeafb269876d05ddb95d235372abfe2b2ac1c9d8c7cd3a2ccf2d6b7",
      source: "knative-extensions/net-istio knative-v1.21.1 net-istio.yaml",
    },
    "kserve-controller": {
      image: "kserve/kserve-controller:v0.20.0",
      source: "kserve v0.20.0 install/v0.20.0/kserve.yaml",
    },
    "kube-rbac-proxy": {
      image: "quay.io/brancz/kube-rbac-proxy:v0.18.0",
      source: "kserve v0.20.0 install/v0.20.0/kserve.yaml",
    },
    "kserve-storage-initializer": {
      image: "kserve/storage-initializer:v0.20.0",
      source: "kserve v0.20.0 install/v0.20.0/kserve.yaml, inferenceservice-config",
    },
    "kserve-agent": {
      image: "kserve/agent:v0.20.0",
      source: "kserve v0.20.0 install/v0.20.0/kserve.yaml, inferenceservice-config",
    },
    "kserve-router": {
      image: "kserve/router:v0.20.0",
      source: "kserve v0.20.0 install/v0.20.0/kserve.yaml, inferenceservice-config",
    },
    "kserve-art-explainer": {
      image: "kserve/art-explainer:latest",
      source: `kserve v0.20.0 install/v0.20.0/kserve.yaml, inferenceservice-config, where tag "latest" stands even in the release`,
    },
    "kserve-sklearnserver": {
      image: "kserve/sklearnserver:v0.20.0",
      source: "kserve v0.20.0 install/v0.20.0/kserve-cluster-resources.yaml",
    },
    "kserve-xgbserver": {
      image: "kserve/xgbserver:v0.20.0",
      source: "kserve v0.20.0 install/v0.20.0/kserve-cluster-resources.yaml",
    },
    "kserve-lgbserver": {
      image: "kserve/lgbserver:v0.20.0",
      source: "kserve v0.20.0 install/v0.20.0/kserve-cluster-resources.yaml",
    },
    "kserve-pmmlserver": {
      image: "kserve/pmmlserver:v0.20.0",
      source: "kserve v0.20.0 install/v0.20.0/kserve-cluster-resources.yaml",
    },
    "kserve-paddleserver": {
      image: "kserve/paddleserver:v0.20.0",
      source: "kserve v0.20.0 install/v0.20.0/kserve-cluster-resources.yaml",
    },
    "kserve-autogluonserver": {
      image: "kserve/autogluonserver:v0.20.0",
      source: "kserve v0.20.0 install/v0.20.0/kserve-cluster-resources.yaml",
    },
    "kserve-predictiveserver": {
      image: "kserve/predictiveserver:v0.20.0",
      source: "kserve v0.20.0 install/v0.20.0/kserve-cluster-resources.yaml",
    },
    "kserve-huggingfaceserver": {
      image: "kserve/huggingfaceserver:v0.20.0",
      source: "kserve v0.20.0 install/v0.20.0/kserve-cluster-resources.yaml",
    },
    "kserve-huggingfaceserver-gpu": {
      image: "kserve/huggingfaceserver:v0.20.0-gpu",
      source: "kserve v0.20.0 install/v0.20.0/kserve-cluster-resources.yaml",
    },
    mlserver: {
      image: "docker.io/seldonio/mlserver:1.7.1",
      source: "kserve v0.20.0 install/v0.20.0/kserve-cluster-resources.yaml",
    },
    "tensorflow-serving": {
      image: "tensorflow/serving:2.6.2",
      source: "kserve v0.20.0 install/v0.20.0/kserve-cluster-resources.yaml",
    },
    torchserve: {
      image: "pytorch/torchserve-kfs:0.9.0",
      source: "kserve v0.20.0 install/v0.20.0/kserve-cluster-resources.yaml",
    },
    tritonserver: {
      image: "nvcr.io/nvidia/tritonserver:23.05-py3",
      source: "kserve v0.20.0 install/v0.20.0/kserve-cluster-resources.yaml",
    },
    vllm: {
      image: "vllm/vllm-openai:v0.20.0",
      source: `kserve v0.20.0 install/v0.20.0/kserve-cluster-resources.yaml; upstream's release script rewrote :latest to its own version here`,
    },
    "nvidia-device-plugin": {
      image: "nvcr.io/nvidia/k8s-device-plugin:v0.20.0",
      source: "NVIDIA/k8s-device-plugin v0.20.0 deployments/static/nvidia-device-plugin.yml",
    },
  },
};
