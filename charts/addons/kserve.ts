import { settled } from "../../lib/internal/settled";
import type { IngressOptions } from "../../lib/kserve/config/ingress";
import { KServe } from "../../lib/kserve/kserve";
import { KServeRuntimes, type KServeRuntimesProps } from "../../lib/kserve/kserve-runtimes";
import type { ModelRoutes } from "../model-routes";
import type { KServeAddonOptions } from "../platform-props";
import type { Site } from "../site";

/** The definitions that the KServe controller serves; those of other controllers wait for theirs. */
const DEFINITIONS = [
  "inferenceservices",
  "trainedmodels",
  "inferencegraphs",
  "servingruntimes",
  "clusterservingruntimes",
  "clusterstoragecontainers",
].map((plural) => `${plural}.serving.kserve.io`);

/** KServe's controller and, judged by its webhook, the runtimes that it ships. */
export function kserve(runtimes: KServeRuntimesProps["runtimes"]): (site: Site, options: KServeAddonOptions) => void {
  return (site, options) => {
    const { shared, mode, domain, optionalApis, istioNamespace, routes } = site.settings;
    site.definitions("kserve-crds", "kserve", DEFINITIONS);
    const { namespace } = new KServe(site.chart("kserve"), "kserve", {
      ...options,
      ...shared,
      mode,
      domain,
      optionalApis,
      ingress: {
        ...settled(
          { localGatewayService: `knative-local-gateway.${istioNamespace}.svc.cluster.local` },
          options.ingress,
        ),
        ...routeOptions(routes),
      },
    });
    site.namespace(namespace);
    new KServeRuntimes(site.chart("kserve-runtimes"), "runtimes", { runtimes, ...shared });
  };
}

/** Where KServe attaches the routes of models in Standard mode. */
function routeOptions(
  routes: ModelRoutes | undefined,
): Pick<IngressOptions, "enableGatewayApi" | "kserveIngressGateway" | "ingressClassName"> {
  switch (routes?.kind) {
    case "HTTPRoute":
      return { enableGatewayApi: true, kserveIngressGateway: routes.gateway };
    case "Ingress":
      return { enableGatewayApi: false, ingressClassName: routes.className };
    default:
      return { enableGatewayApi: false };
  }
}
