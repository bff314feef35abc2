import { Testing } from "cdk8s";
import type { Construct } from "constructs";
import { CertManager } from "../../lib/cert-manager/cert-manager";
import { Istio, IstioIngressGateway } from "../../lib/istio/istio";
import { NvidiaDevicePlugin } from "../../lib/gpu/device-plugin";
import { KServe } from "../../lib/kserve/kserve";
import { KServeRuntimes } from "../../lib/kserve/kserve-runtimes";
import { KnativeServing } from "../../lib/knative/knative-serving";
import { NetIstio } from "../../lib/knative/net-istio";
import type { Comparable } from "./compare";
import { certManager } from "./differences/cert-manager";
import { istio } from "./differences/istio";
import { knativeServing } from "./differences/knative-serving";
import { netIstio } from "./differences/net-istio";
import { nvidiaDevicePlugin } from "./differences/nvidia-device-plugin";
import { kserve } from "./differences/kserve";
import type { ParityNotes } from "./notes";

/** One component: where upstream's manifests lie and what we emit in their place. */
export interface Component {
  readonly name: string;
  /** Files of the reference folder, as `folder/file.yaml`. */
  readonly files: readonly string[];
  /** Objects of a file that another file of the list defines in another form. */
  readonly instead?: Readonly<Record<string, RegExp>>;
  readonly ours: () => readonly Comparable[];
  readonly notes: ParityNotes;
}

function synth(build: (scope: Construct) => void): Comparable[] {
  const chart = Testing.chart();
  build(chart);
  return Testing.synth(chart) as Comparable[];
}

/** Every component of the release, at upstream's own sizes. */
export const components: readonly Component[] = [
  {
    name: "cert-manager",
    files: ["cert-manager-v1.19.4/core.yaml"],
    ours: () => synth((scope) => new CertManager(scope, "cert-manager", { profile: "upstream" })),
    notes: certManager,
  },
  {
    name: "istio",
    files: ["istio-1.29.1-helm/core.yaml", "istio-1.29.1-helm/istioctl-ingressgateway.yaml"],
    // The Helm gateway chart's gateway is the other form of the one that istioctl installs; one of them is the reference.
    instead: { "istio-1.29.1-helm/core.yaml": /istio-ingressgateway$/ },
    ours: () =>
      synth((scope) => {
        new Istio(scope, "istio", { profile: "upstream" });
        new IstioIngressGateway(scope, "gateway", { profile: "upstream" });
      }),
    notes: istio,
  },
  {
    name: "knative-serving",
    files: ["core", "hpa", "post-install-jobs"].map((file) => `knative-serving-v1.21.1/${file}.yaml`),
    ours: () =>
      synth((scope) => new KnativeServing(scope, "knative", { profile: "upstream", domain: "models.example.com" })),
    notes: knativeServing,
  },
  {
    name: "net-istio",
    files: ["net-istio-v1.21.1/core.yaml"],
    ours: () => synth((scope) => new NetIstio(scope, "net-istio", { profile: "upstream" })),
    notes: netIstio,
  },
  {
    name: "kserve",
    files: ["namespace", "core", "cluster-resources"].map((file) => `kserve-v0.20.0/${file}.yaml`),
    ours: () =>
      synth((scope) => {
        new KServe(scope, "kserve", { profile: "upstream", domain: "example.com" });
        new KServeRuntimes(scope, "runtimes", { profile: "upstream" });
      }),
    notes: kserve,
  },
  {
    name: "nvidia-device-plugin",
    files: ["nvidia-device-plugin-v0.20.0/core.yaml"],
    ours: () => synth((scope) => new NvidiaDevicePlugin(scope, "plugin", { profile: "upstream" })),
    notes: nvidiaDevicePlugin,
  },
];
