import { Construct } from "constructs";
import type { AddonProps } from "../internal/addon";
import { emit } from "../internal/emit";
import { invalid } from "../internal/invalid";
import type { Gateway, GatewayClass, Listener, ReferenceGrant } from "./types";

/** The ingress gateway whose pods serve a Gateway. */
export interface IngressService {
  readonly namespace: string;
  /** Name of its Service inside the cluster, with the namespace and the cluster's domain. */
  readonly hostname: string;
}

/** What a user may decide about {@link KServeGateway}. */
export interface KServeGatewayOptions {
  /** Hosts that are let in, e.g. `*.models.acme.dev`; a route with no such host is not attached. @default - every host */
  readonly hostname?: string;
  /** TLS Secret in the Gateway's namespace, for port 443 beside port 80. @default - port 80 only */
  readonly tlsSecretName?: string;
}

/** Settings of {@link KServeGateway}. */
export interface KServeGatewayProps extends AddonProps, KServeGatewayOptions {
  /** Where KServe looks for the Gateway. @default "kserve" */
  readonly namespace?: string;
  /** @default "kserve-ingress-gateway" */
  readonly name?: string;
  /** Whose pods serve it. @default - istio-ingressgateway in istio-system */
  readonly ingress?: IngressService;
  /** Whether the GatewayClass comes with it; an Istio that is there already has made its own. @default true */
  readonly gatewayClass?: boolean;
}

const HOSTNAME = /^(\*\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const ISTIO: IngressService = {
  namespace: "istio-system",
  hostname: "istio-ingressgateway.istio-system.svc.cluster.local",
};

/**
 * The Gateway that KServe's HTTPRoutes attach to, served by the ingress gateway that is there.
 *
 * Without `spec.addresses` istiod would make a second Deployment and a second load balancer for it.
 *
 * @see https://istio.io/latest/docs/tasks/traffic-management/ingress/gateway-api/#manual-deployment
 */
export class KServeGateway extends Construct {
  public readonly namespace: string;
  public readonly name: string;
  /** Class of the Gateway, as Istio names it. */
  public readonly className = "istio";

  constructor(scope: Construct, id: string, props: KServeGatewayProps = {}) {
    super(scope, id);
    this.namespace = props.namespace ?? "kserve";
    this.name = props.name ?? "kserve-ingress-gateway";
    const ingress = props.ingress ?? ISTIO;
    const { hostname, tlsSecretName } = props;
    if (hostname !== undefined && !HOSTNAME.test(hostname)) {
      throw invalid(this, "hostname", {
        expected: "a lower-case DNS name, whose first label may be *",
        got: hostname,
        fix: 'hostname: "*.models.example.com"',
      });
    }
    if (props.gatewayClass !== false) {
      emit(this, {
        apiVersion: "gateway.networking.k8s.io/v1",
        kind: "GatewayClass",
        metadata: { name: this.className },
        spec: { controllerName: "istio.io/gateway-controller" },
      } satisfies GatewayClass);
    }
    if (tlsSecretName !== undefined && ingress.namespace !== this.namespace) {
      // istiod hands pods a Secret of another namespace only where a grant names the pods' own namespace.
      // source: istio 1.29.1 pilot/pkg/model/gateway.go, SecretAllowed with the namespace of the proxy
      emit(this, {
        apiVersion: "gateway.networking.k8s.io/v1beta1",
        kind: "ReferenceGrant",
        metadata: { name: `${this.name}-tls`, namespace: this.namespace },
        spec: {
          from: [{ group: "gateway.networking.k8s.io", kind: "Gateway", namespace: ingress.namespace }],
          to: [{ group: "", kind: "Secret", name: tlsSecretName }],
        },
      } satisfies ReferenceGrant);
    }
    emit(this, {
      apiVersion: "gateway.networking.k8s.io/v1",
      kind: "Gateway",
      metadata: { name: this.name, namespace: this.namespace },
      spec: {
        gatewayClassName: this.className,
        addresses: [{ type: "Hostname", value: ingress.hostname }],
        listeners: listeners(hostname, tlsSecretName),
      },
    } satisfies Gateway);
  }
}

function listeners(hostname: string | undefined, tlsSecretName: string | undefined): Listener[] {
  const shared = {
    ...(hostname !== undefined && { hostname }),
    allowedRoutes: { namespaces: { from: "All" } },
  } as const;
  const http: Listener = { name: "http", port: 80, protocol: "HTTP", ...shared };
  if (tlsSecretName === undefined) return [http];
  const certificateRefs = [{ group: "", kind: "Secret", name: tlsSecretName }] as const;
  return [
    http,
    { name: "https", port: 443, protocol: "HTTPS", ...shared, tls: { mode: "Terminate", certificateRefs } },
  ];
}
