import { join } from "node:path";

/** What a cluster, or a check, runs that is built from Go modules. */
export type Program =
  | "etcd"
  | "kube-apiserver"
  | "kube-controller-manager"
  | "kube-scheduler"
  | "kubelet"
  | "kube-proxy"
  | "kubectl"
  | "coredns"
  | "kwok"
  | "probe"
  | "kube-score";

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
];
