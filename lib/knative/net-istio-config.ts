import { Yaml } from "cdk8s";
import type { Refusal } from "../plan/refusal";

/** Where net-istio looks for Istio's ingress gateway by itself. */
const DEFAULT_NAMESPACE = "istio-system";

/** `data` of ConfigMap `config-istio`: which Services lead to the gateways, where they are not net-istio's own defaults. */
// source: net-istio knative-v1.21.1 pkg/reconciler/ingress/config/istio.go
export function netIstioConfig(
  namespace: string,
  istioNamespace: string = DEFAULT_NAMESPACE,
): { data?: Record<string, string> } {
  if (istioNamespace === DEFAULT_NAMESPACE) return {};
  const gateway = (name: string, service: string): string =>
    Yaml.stringify([{ name, namespace, service: `${service}.${istioNamespace}.svc.cluster.local` }]);
  return {
    data: {
      "external-gateways": gateway("knative-ingress-gateway", "istio-ingressgateway"),
      "local-gateways": gateway("knative-local-gateway", "knative-local-gateway"),
    },
  };
}

/**
 * A `config-istio` that holds keys of both formats, which net-istio's webhook refuses.
 *
 * It judges the name in every namespace; one that always exists and where net-istio reads nothing is the right one.
 */
export const netIstioRefusals: readonly Refusal[] = [
  {
    manifest: {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: {
        name: "config-istio",
        namespace: "default",
        labels: { "app.kubernetes.io/name": "knative-serving", "app.kubernetes.io/component": "net-istio" },
      },
      data: { "external-gateways": "[]", "gateway.probe": "probe" },
    },
    says: "can not be defined simultaneously with",
  },
];
