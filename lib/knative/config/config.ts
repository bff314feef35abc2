import type { Duration } from "cdk8s";
import type { KnativeAutoscalerConfig } from "./autoscaler";
import type { KnativeFeatures } from "./features";

/** ConfigMap `config-deployment`: how revisions become Deployments. */
export interface KnativeDeploymentConfig {
  /** Registries whose tags are not resolved to digests, for registries that the controller cannot reach. */
  readonly "registries-skipping-tag-resolving"?: readonly string[];
  /** @default 10 s */
  readonly "digest-resolution-timeout"?: Duration;
  /** How long a revision may take to its first ready pod; large models take long to load. @default 20 min */
  readonly "progress-deadline"?: Duration;
  /** CPU request of the queue-proxy beside each model. @default 25m */
  readonly "queue-sidecar-cpu-request"?: string;
  readonly "queue-sidecar-cpu-limit"?: string;
  readonly "queue-sidecar-memory-request"?: string;
  readonly "queue-sidecar-memory-limit"?: string;
}

/** ConfigMap `config-defaults`: what a revision gets where it says nothing. */
export interface KnativeDefaultsConfig {
  /** Time limit of a request, in seconds. @default 300 */
  readonly "revision-timeout-seconds"?: number;
  /** Upper bound of the former, in seconds. @default 600 */
  readonly "max-revision-timeout-seconds"?: number;
  /** In seconds. @default 300 */
  readonly "revision-response-start-timeout-seconds"?: number;
  /** In seconds; 0 is unlimited. @default 0 */
  readonly "revision-idle-timeout-seconds"?: number;
  /** Concurrent requests that a pod accepts; 0 is unlimited. @default 0 */
  readonly "container-concurrency"?: number;
  /** @default 1000 */
  readonly "container-concurrency-max-limit"?: number;
  /** @default false */
  readonly "enable-service-links"?: boolean;
}

/** ConfigMap `config-network`: names, TLS and protocols of routes. */
export interface KnativeNetworkConfig {
  /** Go template of a route's host. @default "{{.Name}}.{{.Namespace}}.{{.Domain}}" */
  readonly "domain-template"?: string;
  /** @default "{{.Tag}}-{{.Name}}" */
  readonly "tag-template"?: string;
  /** @default "Disabled" */
  readonly "external-domain-tls"?: "Enabled" | "Disabled";
  /** @default "Enabled" */
  readonly "http-protocol"?: "Enabled" | "Disabled" | "Redirected";
  /** In seconds. @default 0 */
  readonly "rollout-duration"?: number;
  /** @default false */
  readonly "autocreate-cluster-domain-claims"?: boolean;
  /** @default "auto" */
  readonly "mesh-compatibility-mode"?: "auto" | "enabled" | "disabled";
  /** @default "http" */
  readonly "default-external-scheme"?: "http" | "https";
}

/** ConfigMap `config-gc`: how long old revisions stay. */
export interface KnativeGcConfig {
  /** @default 48 h */
  readonly "retain-since-create-time"?: Duration;
  /** @default 15 h */
  readonly "retain-since-last-active-time"?: Duration;
  /** @default 20 */
  readonly "min-non-active-revisions"?: number;
  /** @default 1000 */
  readonly "max-non-active-revisions"?: number;
}

/** ConfigMap `config-observability`: logs, metrics and traces. */
export interface KnativeObservabilityConfig {
  readonly "logging.enable-request-log"?: boolean;
  readonly "logging.request-log-template"?: string;
  readonly "logging.enable-probe-request-log"?: boolean;
  readonly "metrics-protocol"?: "none" | "prometheus" | "grpc" | "http/protobuf";
  readonly "metrics-endpoint"?: string;
  readonly "request-metrics-protocol"?: "none" | "prometheus" | "grpc" | "http/protobuf";
  readonly "request-metrics-endpoint"?: string;
  readonly "tracing-protocol"?: "none" | "grpc" | "http/protobuf" | "stdout";
  readonly "tracing-endpoint"?: string;
  readonly "tracing-sampling-rate"?: number;
}

/** ConfigMap `config-leader-election`: how replicas of a controller share work. */
export interface KnativeLeaderElectionConfig {
  /** @default 60 s */
  readonly "lease-duration"?: Duration;
  /** @default 40 s */
  readonly "renew-deadline"?: Duration;
  /** @default 10 s */
  readonly "retry-period"?: Duration;
  /** From 1 to 10. @default 1 */
  readonly buckets?: number;
}

/** Log levels by component, in `config-logging`. */
export interface KnativeLoggingConfig {
  readonly controller?: LogLevel;
  readonly autoscaler?: LogLevel;
  readonly queueproxy?: LogLevel;
  readonly webhook?: LogLevel;
  readonly activator?: LogLevel;
  readonly "net-istio-controller"?: LogLevel;
}

/** Level of a zap logger. */
export type LogLevel = "debug" | "info" | "warn" | "error";

/** Knative's settings, by ConfigMap and in Knative's own keys. What is left out is Knative's default. */
export interface KnativeConfig {
  readonly autoscaler?: KnativeAutoscalerConfig;
  readonly defaults?: KnativeDefaultsConfig;
  readonly deployment?: KnativeDeploymentConfig;
  readonly features?: Readonly<Partial<KnativeFeatures>>;
  readonly gc?: KnativeGcConfig;
  readonly leaderElection?: KnativeLeaderElectionConfig;
  readonly logging?: KnativeLoggingConfig;
  readonly network?: KnativeNetworkConfig;
  readonly observability?: KnativeObservabilityConfig;
}
