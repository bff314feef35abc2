import { KServeGateway, type KServeGatewayOptions } from "../../lib/gateway-api/kserve-gateway";
import type { Site } from "../site";

/** The Gateway that HTTPRoutes of models attach to, served by Istio's ingress gateway. */
export function kserveGateway(site: Site, options: KServeGatewayOptions): void {
  const { shared, istioNamespace } = site.settings;
  new KServeGateway(site.chart("kserve-gateway"), "gateway", {
    ...options,
    ...shared,
    namespace: istioNamespace,
    // An Istio that is there has made its class already, and other Gateways may use it.
    gatewayClass: site.installed.includes("istio"),
  });
}
