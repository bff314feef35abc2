import { Istio, IstioIngressGateway } from "../../lib/istio/istio";
import type { IstioAddonOptions } from "../platform-props";
import type { Site } from "../site";

/** Istio and the ingress gateway through which every request enters. */
export function istio(site: Site, { gateway, ...options }: IstioAddonOptions): void {
  const { shared, routes } = site.settings;
  site.definitions("istio-crds", "istio");
  const { namespace } = new Istio(site.chart("istio"), "istio", {
    ingressClass: routes?.kind === "Ingress",
    ...options,
    ...shared,
  });
  site.namespace(namespace);
  new IstioIngressGateway(site.chart("istio-ingress"), "gateway", { ...gateway, ...shared, namespace });
}
