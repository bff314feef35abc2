import { KnativeServing, type KnativeServingOptions } from "../../lib/knative/knative-serving";
import type { Site } from "../site";

/** Knative Serving: scales models by their requests, to zero and from zero. */
export function knativeServing(site: Site, options: KnativeServingOptions): void {
  const { shared, domain, release, neededFeatures } = site.settings;
  site.definitions("knative-serving-crds", "knativeServing");
  const { namespace } = new KnativeServing(site.chart("knative-serving"), "knative", {
    ...options,
    ...shared,
    domain,
    neededFeatures,
  });
  site.namespace(namespace, {
    "app.kubernetes.io/name": "knative-serving",
    "app.kubernetes.io/version": release.components.knativeServing.version,
  });
}
