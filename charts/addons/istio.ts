import { settled } from "../../lib/internal/settled";
import { Istio, IstioIngressGateway } from "../../lib/istio/istio";
import type { IstioAddonOptions } from "../platform-props";
import type { Site } from "../site";

/**
 * The GatewayClass is the platform's own: istiod would make others beside it and make each again when the platform is
 * taken down, which keeps the definitions from going.
 */
// source: istio 1.29.1 pilot/pkg/config/kube/gateway/{controller,gatewayclass,gatewayclass_collection}.go
const OWN_CLASS = { PILOT_ENABLE_GATEWAY_API_GATEWAYCLASS_CONTROLLER: "false" };

/** Istio and the ingress gateway through which every request enters. */
export function istio(site: Site, { gateway, env, ...options }: IstioAddonOptions): void {
  const { shared, routes } = site.settings;
  const ownClass = routes?.kind === "HTTPRoute" && routes.installsGateway;
  site.definitions("istio-crds", "istio");
  const { namespace } = new Istio(site.chart("istio"), "istio", {
    ...settled({ ingressClass: routes?.kind === "Ingress" }, options),
    env: { ...(ownClass && OWN_CLASS), ...env },
    ...shared,
  });
  site.namespace(namespace);
  new IstioIngressGateway(site.chart("istio-ingress"), "gateway", { ...gateway, ...shared, namespace });
}
