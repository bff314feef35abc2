import { invalid } from "../../internal/invalid";
import { oneOf, type Section } from "./section";

/** How models are reached from outside and inside the cluster. */
export interface IngressOptions {
  /** HTTPRoutes instead of Ingresses in Standard mode; the Gateway API's definitions must be there first. @default false */
  readonly enableGatewayApi?: boolean;
  /** Gateway of the Gateway API that HTTPRoutes attach to, as `namespace/name`. @default - kserve-ingress-gateway in the controller's namespace */
  readonly kserveIngressGateway?: string;
  /** Istio Gateway for traffic from outside in Knative mode, as `namespace/name`. @default "knative-serving/knative-ingress-gateway" */
  readonly ingressGateway?: string;
  /** Istio Gateway for traffic inside the cluster in Knative mode, as `namespace/name`. @default "knative-serving/knative-local-gateway" */
  readonly localGateway?: string;
  /** Host of the Service before the local gateway. @default "knative-local-gateway.istio-system.svc.cluster.local" */
  readonly localGatewayService?: string;
  /** Host of Knative's own local gateway, where `localGateway` is another. @default - localGatewayService */
  readonly knativeLocalGatewayService?: string;
  /** Further domains that models answer to. @default - none */
  readonly additionalIngressDomains?: readonly string[];
  /** Class of the Ingresses of Standard mode. @default "istio" */
  readonly ingressClassName?: string;
  /** Go template of a model's host in Standard mode. @default - name-namespace.domain */
  readonly domainTemplate?: string;
  /** Scheme of the URLs that a model's status shows. @default "http" */
  readonly urlScheme?: "http" | "https";
  /** No VirtualService on top of Knative's own routes, for network layers other than Istio. @default false */
  readonly disableIstioVirtualHost?: boolean;
  /** No Ingress and no HTTPRoute in Standard mode. @default false */
  readonly disableIngressCreation?: boolean;
  /** HTTPRoutes without timeouts, for gateways that refuse the field. @default false */
  readonly disableHTTPRouteTimeout?: boolean;
  /** Go template of a second, path based URL in Knative mode. @default - none */
  readonly pathTemplate?: string;
  /** TLS between gateway and language models; read by their own controller. @default false */
  readonly enableLLMInferenceServiceTLS?: boolean;
  /** Header that names the language model of a request; read by their own controller. @default "X-Gateway-Model-Name" */
  readonly modelBasedRoutingHeaderName?: string;
  /** Whether language models are routed to by that header; read by their own controller. @default "enabled" */
  readonly modelBasedRoutingMode?: "enabled" | "forced" | "disabled";
}

const DOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
const REFERENCE = new RegExp(`^${LABEL}/${LABEL}$`);

/** Section `ingress`. */
// source: kserve v0.20.0 install/v0.20.0/kserve.yaml, inferenceservice-config; pkg/apis/serving/v1beta1/configmap.go
export function ingress({ scope, namespace }: Section, domain: string, options: IngressOptions = {}): object {
  for (const [prop, name] of [
    ["domain", domain],
    ...(options.additionalIngressDomains ?? []).map((name) => ["ingress.additionalIngressDomains", name] as const),
  ] as const) {
    if (!DOMAIN.test(name)) {
      throw invalid(scope, prop, { expected: "a DNS name", got: name, fix: `"models.example.com"` });
    }
  }
  const gateway = (prop: "kserveIngressGateway" | "ingressGateway" | "localGateway", fallback: string): string => {
    const reference = options[prop] ?? fallback;
    if (REFERENCE.test(reference)) return reference;
    throw invalid(scope, `ingress.${prop}`, {
      expected: "namespace/name of a gateway",
      got: reference,
      fix: `${prop}: "${fallback}"`,
    });
  };
  return {
    enableGatewayApi: options.enableGatewayApi ?? false,
    kserveIngressGateway: gateway("kserveIngressGateway", `${namespace}/kserve-ingress-gateway`),
    ingressGateway: gateway("ingressGateway", "knative-serving/knative-ingress-gateway"),
    localGateway: gateway("localGateway", "knative-serving/knative-local-gateway"),
    localGatewayService: options.localGatewayService ?? "knative-local-gateway.istio-system.svc.cluster.local",
    knativeLocalGatewayService: options.knativeLocalGatewayService,
    ingressDomain: domain,
    additionalIngressDomains: options.additionalIngressDomains,
    ingressClassName: options.ingressClassName ?? "istio",
    domainTemplate: options.domainTemplate ?? "{{ .Name }}-{{ .Namespace }}.{{ .IngressDomain }}",
    urlScheme: oneOf(scope, "ingress.urlScheme", options.urlScheme, ["http", "https"]) ?? "http",
    disableIstioVirtualHost: options.disableIstioVirtualHost ?? false,
    disableIngressCreation: options.disableIngressCreation ?? false,
    disableHTTPRouteTimeout: options.disableHTTPRouteTimeout ?? false,
    pathTemplate: options.pathTemplate,
    enableLLMInferenceServiceTLS: options.enableLLMInferenceServiceTLS,
    modelBasedRoutingHeaderName: options.modelBasedRoutingHeaderName,
    modelBasedRoutingMode: oneOf(scope, "ingress.modelBasedRoutingMode", options.modelBasedRoutingMode, [
      "enabled",
      "forced",
      "disabled",
    ]),
  };
}
