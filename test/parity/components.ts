import { Testing } from "cdk8s";
import type { Construct } from "constructs";
import { CertManager } from "../../lib/cert-manager/cert-manager";
import { Istio, IstioIngressGateway } from "../../lib/istio/istio";
import type { Comparable } from "./compare";
import { certManager } from "./differences/cert-manager";
import { istio } from "./differences/istio";
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
];
