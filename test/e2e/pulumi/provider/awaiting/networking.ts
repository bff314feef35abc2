import { at, isFields, listAt, type KubeObject } from "../object";
import { READY, type Judge } from "./judge";

/** How long endpoints have to stay as they are. source: pulumi-kubernetes provider/pkg/await/service.go */
const SETTLE_MILLISECONDS = 10_000;
const NO_PODS =
  "Service does not target any Pods. Selected Pods may not be ready, or field '.spec.selector' may not match labels on any Pods";

/**
 * A Service is ready when its endpoints have not changed for a while and none of them is unready, and a load balancer
 * has an address. Endpoints without any address are fine; at the end of the time, none at all are too.
 *
 * @param settles whether it has to be watched for a while; a refresh looks once
 * source: pulumi-kubernetes provider/pkg/await/service.go
 */
export function serviceJudge(settles: boolean): Judge {
  let version: string | undefined;
  let since: number | undefined;
  return async (service, client) => {
    const hasAddress = at(service, "spec.type") !== "LoadBalancer" || hasIngress(service);
    const noAddress = "Service was not allocated an IP address; does your cloud provider support this?";
    const selector = at(service, "spec.selector");
    const isWithoutPods =
      at(service, "spec.type") === "ExternalName" ||
      at(service, "spec.clusterIP") === "None" ||
      !isFields(selector) ||
      Object.keys(selector).length === 0;
    if (isWithoutPods) return hasAddress ? READY : { isReady: false, status: noAddress, reasons: [noAddress] };
    const endpoints = await client.find({ apiVersion: "v1", kind: "Endpoints", metadata: named(service) });
    const subsets = listAt(endpoints, "subsets");
    const isPending = subsets.some((subset) => listAt(subset, "notReadyAddresses").length > 0);
    const hasPods = subsets.some((subset) => listAt(subset, "addresses").length > 0);
    if (since === undefined || endpoints?.metadata.resourceVersion !== version) {
      version = endpoints?.metadata.resourceVersion;
      since = Date.now();
    }
    const isSettled = !settles || (endpoints !== undefined && Date.now() - since >= SETTLE_MILLISECONDS);
    if (hasAddress && isSettled && !isPending) return READY;
    return {
      isReady: false,
      status: hasPods
        ? "[2/3] Attempting to allocate IP address to Service"
        : "[1/3] Finding Pods to direct traffic to",
      reasons: [...(hasPods ? [] : [NO_PODS]), ...(hasAddress ? [] : [noAddress])],
      isGoodEnough: hasAddress && !isPending,
    };
  };
}

/**
 * An Ingress is ready when the Services that it names have endpoints, and it has an address.
 * source: pulumi-kubernetes provider/pkg/await/ingress.go
 */
export const judgeIngress: Judge = async (ingress, client) => {
  const backends = listAt(ingress, "spec.rules")
    .flatMap((rule) => listAt(rule, "http.paths"))
    .flatMap((path) => {
      const name = at(path, "backend.service.name");
      return typeof name === "string" ? [name] : [];
    });
  const reasons: string[] = [];
  for (const name of new Set(backends)) {
    const metadata = { ...named(ingress), name };
    const service = await client.find({ apiVersion: "v1", kind: "Service", metadata });
    const isExternal = at(service, "spec.type") === "ExternalName";
    if (!isExternal && !(await client.find({ apiVersion: "v1", kind: "Endpoints", metadata })))
      reasons.push(`No matching service found for ingress rule: "${name}"`);
  }
  if (!hasIngress(ingress))
    reasons.push("Ingress .status.loadBalancer field was not updated with a hostname/IP address.");
  return reasons.length === 0 ? READY : { isReady: false, status: reasons[0] ?? "", reasons };
};

function hasIngress(object: KubeObject): boolean {
  return listAt(object, "status.loadBalancer.ingress").length > 0;
}

function named({ metadata: { name, namespace } }: KubeObject): { name: string; namespace?: string } {
  return { name: name ?? "", ...(namespace !== undefined && { namespace }) };
}
