import type { Labels } from "../internal/emit";

/** The parts of an Istio installation, by upstream's release names. */
interface Part {
  readonly name: "istiod" | "istio-reader" | "istio-ingressgateway";
  readonly instance: "istio-base" | "istiod" | "istio";
}

/** Labels that every Istio object has; upstream's Helm labels are not ours to claim. */
export function standardLabels(part: Part, version: string): Labels {
  return { release: part.instance, ...partLabels(part, version) };
}

/** The standard labels without the release, as istiod's pods have them. */
export function partLabels({ name, instance }: Part, version: string): Labels {
  return {
    "app.kubernetes.io/name": name,
    "app.kubernetes.io/instance": instance,
    "app.kubernetes.io/part-of": "istio",
    "app.kubernetes.io/version": version,
  };
}

/** What marks objects of one revision; upstream's tools look for it. */
export function revisionLabels(component: "Pilot" | "IngressGateways"): Labels {
  return {
    "istio.io/rev": "default",
    "install.operator.istio.io/owning-resource": "unknown",
    "operator.istio.io/component": component,
  };
}
