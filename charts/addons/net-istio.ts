import { NetIstio, type NetIstioOptions } from "../../lib/knative/net-istio";
import type { Site } from "../site";

/** net-istio: turns Knative's routes into Istio's. */
export function netIstio(site: Site, options: NetIstioOptions): void {
  const { shared, istioNamespace } = site.settings;
  new NetIstio(site.chart("net-istio"), "net-istio", { ...options, ...shared, istioNamespace });
}
