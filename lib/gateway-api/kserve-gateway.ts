import { Construct } from "constructs";
import type { AddonProps } from "../internal/addon";
import { emit } from "../internal/emit";
import { invalid } from "../internal/invalid";
import type { Gateway, GatewayClass, Listener } from "./types";

/** What a user may decide about {@link KServeGateway}. */
export interface KServeGatewayOptions {
  /** Hosts that are let in, e.g. `*.models.acme.dev`; a route with no such host is not attached. @default - every host */
  readonly hostname?: string;
  /** TLS Secret in the Gateway's namespace, for port 443 beside port 80. @default - port 80 only */
  readonly tlsSecretName?: string;
}

/** Settings of {@link KServeGateway}. */
export interface KServeGatewayProps extends AddonProps, KServeGatewayOptions {
  /** @default "kserve-ingress-gateway" */
  readonly name?: string;
  /**
   * Where the Service is whose pods serve it, and so the Gateway too: istiod lets no Gateway have a Service of another
   * namespace.
   *
   * @default "istio-system"
   */
  readonly namespace?: string;
  /** Name of that Service. @default "istio-ingressgateway" */
  readonly service?: string;
  /** Whether the GatewayClass comes with it; an Istio that is there already has made its own. @default true */
  readonly gatewayClass?: boolean;
}

const HOSTNAME = /^(\*\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/**
 * The Gateway that KServe's HTTPRoutes attach to, served by the ingress gateway that is there.
 *
 * Without `spec.addresses` istiod would make a second Deployment and a second load balancer for it.
 *
 * @see https://istio.io/latest/docs/tasks/traffic-management/ingress/gateway-api/#manual-deployment
 */
// source: istio 1.29.1 pilot/pkg/model/push_context.go, mergeGateways, and pilot/pkg/config/kube/gateway/context.go
export class KServeGateway extends Construct {
  public readonly namespace: string;
  public readonly name: string;
  /** Class of the Gateway, as Istio names it. */
  public readonly className = "istio";

  constructor(scope: Construct, id: string, props: KServeGatewayProps = {}) {
    super(scope, id);
    this.namespace = props.namespace ?? "istio-system";
    this.name = props.name ?? "kserve-ingress-gateway";
    const { hostname, tlsSecretName, service = "istio-ingressgateway" } = props;
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
    emit(this, {
      apiVersion: "gateway.networking.k8s.io/v1",
      kind: "Gateway",
      metadata: { name: this.name, namespace: this.namespace },
      spec: {
        gatewayClassName: this.className,
        addresses: [{ type: "Hostname", value: `${service}.${this.namespace}.svc.cluster.local` }],
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
