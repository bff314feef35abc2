import { Testing } from "cdk8s";
import type { Construct } from "constructs";
import { CertManager } from "../../lib/cert-manager/cert-manager";
import { GatewayApiPolicy } from "../../lib/gateway-api/gateway-api-policy";
import { Istio, IstioIngressGateway } from "../../lib/istio/istio";
import { NvidiaDevicePlugin } from "../../lib/gpu/device-plugin";
import { KServe } from "../../lib/kserve/kserve";
import { KServeRuntimes } from "../../lib/kserve/kserve-runtimes";
import { KnativeServing } from "../../lib/knative/knative-serving";
import { NetIstio } from "../../lib/knative/net-istio";
import { latestRelease } from "../../lib/releases";
import type { ComponentName } from "../../lib/releases/release";
import type { Comparable } from "./compare";
import { certManager } from "./differences/cert-manager";
import { gatewayApi } from "./differences/gateway-api";
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

const { components: released } = latestRelease;

/** Files of one part's reference folder, whose name is the part's with the version of the release. */
function files(folder: string, component: ComponentName, ...names: readonly string[]): string[] {
  return names.map((name) => `${folder}-v${released[component].version}/${name}.yaml`);
}

/** The folder of Istio's rendered charts; Istio writes its versions without a "v". */
const ISTIO = `istio-${released.istio.version}-helm`;

/** Every component of the release, at upstream's own sizes. */
export const components: readonly Component[] = [
  {
    name: "cert-manager",
    files: files("cert-manager", "certManager", "core"),
    ours: () => synth((scope) => new CertManager(scope, "cert-manager", { profile: "upstream" })),
    notes: certManager,
  },
  {
    name: "istio",
    files: [`${ISTIO}/core.yaml`, `${ISTIO}/istioctl-ingressgateway.yaml`],
    // The Helm gateway chart's gateway is the other form of the one that istioctl installs; one of them is the reference.
    instead: { [`${ISTIO}/core.yaml`]: /istio-ingressgateway$/ },
    ours: () =>
      synth((scope) => {
        new Istio(scope, "istio", { profile: "upstream" });
        new IstioIngressGateway(scope, "gateway", { profile: "upstream" });
      }),
    notes: istio,
  },
  {
    name: "gateway-api",
    files: files("gateway-api", "gatewayApi", "core"),
    ours: () => synth((scope) => new GatewayApiPolicy(scope, "policy", { profile: "upstream" })),
    notes: gatewayApi,
  },
  {
    name: "knative-serving",
    files: files("knative-serving", "knativeServing", "core", "hpa", "post-install-jobs"),
    ours: () =>
      synth((scope) => new KnativeServing(scope, "knative", { profile: "upstream", domain: "models.example.com" })),
    notes: knativeServing,
  },
  {
    name: "net-istio",
    files: files("net-istio", "netIstio", "core"),
    ours: () => synth((scope) => new NetIstio(scope, "net-istio", { profile: "upstream" })),
    notes: netIstio,
  },
  {
    name: "kserve",
    files: files("kserve", "kserve", "namespace", "core", "cluster-resources"),
    ours: () =>
      synth((scope) => {
        new KServe(scope, "kserve", { profile: "upstream", domain: "example.com" });
        new KServeRuntimes(scope, "runtimes", { profile: "upstream" });
      }),
    notes: kserve,
  },
  {
    name: "nvidia-device-plugin",
    files: files("nvidia-device-plugin", "nvidiaDevicePlugin", "core"),
    ours: () => synth((scope) => new NvidiaDevicePlugin(scope, "plugin", { profile: "upstream" })),
    notes: nvidiaDevicePlugin,
  },
];
