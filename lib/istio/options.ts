import type { ComponentOptions } from "../internal/workload";

/** What a user may decide about Istio's control plane. */
export interface IstioOptions {
  /** The control plane's Deployment. */
  readonly istiod?: ComponentOptions;
  /** Log level of the control plane. @default "info" */
  readonly logLevel?: "none" | "error" | "warn" | "info" | "debug";
  /** File that gateways write access logs to, e.g. `/dev/stdout`. @default - no access log */
  readonly accessLogFile?: string;
  /** Form of each line of the access log. @default "TEXT" */
  readonly accessLogEncoding?: "TEXT" | "JSON";
  /** Whether gateways count requests for Prometheus, which Envoys other than Istio's cannot. @default true */
  readonly metrics?: boolean;
  /** Further environment variables of istiod; one that it has already is replaced. @default - none */
  readonly env?: Readonly<Record<string, string>>;
  /**
   * Whether Ingresses of class `istio` are served by the ingress gateway, as KServe's in Standard mode are.
   *
   * @default false
   */
  readonly ingressClass?: boolean;
  /** The ingress gateway. */
  readonly gateway?: IngressGatewayOptions;
}

/** What a user may decide about the ingress gateway. */
export interface IngressGatewayOptions extends ComponentOptions {
  /** How the gateway is reached from outside. @default "LoadBalancer" */
  readonly serviceType?: "LoadBalancer" | "NodePort" | "ClusterIP";
  /** Annotations of the Service, which cloud load balancers read. @default - none */
  readonly serviceAnnotations?: Readonly<Record<string, string>>;
  /** Log level of Envoy. @default "warning" */
  readonly proxyLogLevel?: "trace" | "debug" | "info" | "warning" | "error" | "critical" | "off";
}
