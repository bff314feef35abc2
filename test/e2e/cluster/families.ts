import { join } from "node:path";

/** What a cluster, or a check, runs on this machine. */
type HostProgram =
  | "etcd"
  | "kube-apiserver"
  | "kube-controller-manager"
  | "kube-scheduler"
  | "kubelet"
  | "kube-proxy"
  | "kubectl"
  | "coredns"
  | "kwok"
  | "kube-score"
  | "pulumi"
  | "pulumi-language-nodejs";

/** What runs inside pods. */
type PodProgram =
  | `cert-manager-${"controller" | "webhook" | "cainjector" | "acmesolver"}`
  | `knative-${"controller" | "webhook" | "autoscaler" | "autoscaler-hpa" | "activator" | "queue"}`
  | `net-istio-${"controller" | "webhook"}`
  | `pilot-${"discovery" | "agent"}`
  | `kserve-${"manager" | "agent" | "router"}`
  | "kube-rbac-proxy"
  | "fake-gpu-device-plugin"
  | "file-server"
  | "pause"
  | "probe";

/** A program that is built from a Go module. */
export type Program = HostProgram | PodProgram;

/** Programs of one Go module; families are apart because their `k8s.io` versions conflict. */
export interface Family {
  readonly name: string;
  /** Holds `go.mod` and the committed `go.sum`. */
  readonly directory: string;
  readonly ldflags: string;
  /** Package of each program. */
  readonly packages: Readonly<Partial<Record<Program, string>>>;
}

const KUBERNETES = "v1.35.4";
const COMPONENT = "k8s.io/component-base/version";
const SERVING = "knative.dev/serving/cmd";
const KSERVE = "github.com/kserve/kserve/cmd";
const PULUMI = "github.com/pulumi/pulumi";
const STRIPPED = "-s -w";

function family(name: string, packages: Family["packages"], ldflags = STRIPPED): Family {
  return { name, directory: join(__dirname, "..", "tools", name), ldflags, packages };
}

/** Every family; the versions are in its `go.mod`. */
export const families: readonly Family[] = [
  family("etcd", { etcd: "go.etcd.io/etcd/server/v3" }),
  family(
    "kubernetes",
    {
      "kube-apiserver": "k8s.io/kubernetes/cmd/kube-apiserver",
      "kube-controller-manager": "k8s.io/kubernetes/cmd/kube-controller-manager",
      "kube-scheduler": "k8s.io/kubernetes/cmd/kube-scheduler",
      kubelet: "k8s.io/kubernetes/cmd/kubelet",
      "kube-proxy": "k8s.io/kubernetes/cmd/kube-proxy",
      kubectl: "k8s.io/kubernetes/cmd/kubectl",
    },
    // Clients read the version: without it the API server calls itself v0.0.0.
    [
      STRIPPED,
      `-X ${COMPONENT}.gitVersion=${KUBERNETES}`,
      `-X ${COMPONENT}.gitMajor=1`,
      `-X ${COMPONENT}.gitMinor=35`,
      `-X ${COMPONENT}.gitTreeState=clean`,
      `-X k8s.io/client-go/pkg/version.gitVersion=${KUBERNETES}`,
    ].join(" "),
  ),
  family("coredns", { coredns: "github.com/coredns/coredns" }),
  family("kwok", { kwok: "sigs.k8s.io/kwok/cmd/kwok" }),
  family("probe", { probe: "." }),
  family("kube-score", { "kube-score": "github.com/zegl/kube-score/cmd/kube-score" }),
  family("static", { pause: "./pause", "file-server": "./file-server" }),
  family("knative", {
    "knative-controller": `${SERVING}/controller`,
    "knative-webhook": `${SERVING}/webhook`,
    "knative-autoscaler": `${SERVING}/autoscaler`,
    "knative-autoscaler-hpa": `${SERVING}/autoscaler-hpa`,
    "knative-activator": `${SERVING}/activator`,
    "knative-queue": `${SERVING}/queue`,
  }),
  family("netistio", { "net-istio-controller": "./controller", "net-istio-webhook": "./webhook" }),
  family("certmanager", {
    "cert-manager-controller": "./controller",
    "cert-manager-webhook": "./webhook",
    "cert-manager-cainjector": "./cainjector",
    "cert-manager-acmesolver": "./acmesolver",
  }),
  family(
    "istio",
    {
      "pilot-discovery": "istio.io/istio/pilot/cmd/pilot-discovery",
      "pilot-agent": "istio.io/istio/pilot/cmd/pilot-agent",
    },
    // istiod and its proxies compare versions: without it both are "unknown".
    [
      STRIPPED,
      "-X istio.io/istio/pkg/version.buildVersion=1.31-dev",
      "-X istio.io/istio/pkg/version.buildTag=1.31.0-dev",
    ].join(" "),
  ),
  family("kserve", {
    "kserve-manager": `${KSERVE}/manager`,
    "kserve-agent": `${KSERVE}/agent`,
    "kserve-router": `${KSERVE}/router`,
  }),
  family("rbacproxy", { "kube-rbac-proxy": "github.com/brancz/kube-rbac-proxy/cmd/kube-rbac-proxy" }),
  family(
    "pulumi",
    { pulumi: `${PULUMI}/pkg/v3/cmd/pulumi` },
    // Without it the program calls itself v3.0.0-dev and asks for plugins of that version.
    [STRIPPED, `-X ${PULUMI}/sdk/v3/go/common/version.Version=v3.259.0`].join(" "),
  ),
  // The last that is a part of a module which registries serve; it knows no hooks.
  family("oldhost", { "pulumi-language-nodejs": `${PULUMI}/sdk/v3/nodejs/cmd/pulumi-language-nodejs` }),
  family("deviceplugin", { "fake-gpu-device-plugin": "." }),
];
