import type { Construct } from "constructs";
import { invalid } from "../lib/internal/invalid";
import type { RouteFacts } from "../lib/internal/platform-facts";
import { isExisting } from "../lib/releases/existing";
import type { ServingPlatformProps } from "./platform-props";

/** How models of Standard mode are reached. */
export type ModelRoutes =
  | { readonly kind: "HTTPRoute"; readonly gateway: string; readonly installsGateway: boolean }
  | { readonly kind: "Ingress"; readonly className: string };

/** Class of Istio's GatewayClass and IngressClass. */
const ISTIO = "istio";

/** Settles how models of Standard mode are reached; undefined where nothing leads to one. */
export function modelRoutes(
  scope: Construct,
  props: ServingPlatformProps,
  istioNamespace: string,
): ModelRoutes | undefined {
  const standard = props.mode === "Standard";
  const { gateway, istio } = props;
  if (usesGatewayApi(props)) {
    if (!isExisting(gateway)) {
      return { kind: "HTTPRoute", gateway: `${istioNamespace}/kserve-ingress-gateway`, installsGateway: true };
    }
    const { name, namespace } = gateway;
    if (name === undefined || namespace === undefined) {
      throw invalid(scope, "gateway", {
        expected: "the name and the namespace of the Gateway that HTTPRoutes attach to",
        got: gateway,
        fix: 'gateway: existing({ name: "shared", namespace: "ingress", class: "istio" }), or gatewayApi: false',
      });
    }
    return { kind: "HTTPRoute", gateway: `${namespace}/${name}`, installsGateway: false };
  }
  if (gateway !== undefined && !(standard && isExisting(gateway))) {
    throw invalid(scope, "gateway", {
      expected: standard ? "existing where models get Ingresses" : "left out in Knative mode without the Gateway API",
      got: gateway,
      fix: "gatewayApi: true",
    });
  }
  if (gateway) return { kind: "Ingress", className: gateway.class };
  const served = standard || (istio !== undefined && !isExisting(istio) && istio.ingressClass === true);
  return served ? { kind: "Ingress", className: ISTIO } : undefined;
}

/** Whether HTTPRoutes lead to models of Standard mode. */
export function usesGatewayApi({ mode, gatewayApi }: ServingPlatformProps): boolean {
  return gatewayApi === undefined ? mode === "Standard" : gatewayApi !== false;
}

/** What a model has to know of its route. */
export function routeFacts(routes: ModelRoutes, { kserve }: ServingPlatformProps): RouteFacts {
  const ingress = kserve && !isExisting(kserve) ? kserve.ingress : undefined;
  return {
    kind: routes.kind,
    timeouts: routes.kind === "HTTPRoute" && ingress?.disableHTTPRouteTimeout !== true,
    defaultHosts: ingress?.domainTemplate === undefined && !isExisting(kserve),
  };
}
