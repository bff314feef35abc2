import type { Duration } from "cdk8s";
import type { LabelSelector } from "kubernetes-types/meta/v1";
import { flag, oneOf, seconds, text, yaml, type Settings } from "./setting";

/** Whether Knative does something. */
export type Switch = "Enabled" | "Disabled";

/** ConfigMap `config-network`: names, TLS and protocols of routes. */
export interface KnativeNetworkConfig {
  /** Network layer that serves routes which name none. @default "istio.ingress.networking.knative.dev" */
  readonly "ingress-class"?: string;
  /** Issuer of certificates where a route names none. @default "cert-manager.certificate.networking.knative.dev" */
  readonly "certificate-class"?: string;
  /** Namespaces that get one certificate for all their routes; an empty selector is every namespace. @default - none */
  readonly "namespace-wildcard-cert-selector"?: LabelSelector;
  /** Go template of a route's host. @default "{{.Name}}.{{.Namespace}}.{{.Domain}}" */
  readonly "domain-template"?: string;
  /** Go template of a tag's name, which takes the place of the route's. @default "{{.Tag}}-{{.Name}}" */
  readonly "tag-template"?: string;
  /** Certificates for hosts that are reached from outside. @default "Disabled" */
  readonly "external-domain-tls"?: Switch;
  /** Certificates for hosts inside the cluster. @default "Disabled" */
  readonly "cluster-local-domain-tls"?: Switch;
  /** TLS between the gateway, the activator and the queue-proxy. @default "Disabled" */
  readonly "system-internal-tls"?: Switch;
  /** What plain HTTP from outside gets, with TLS. @default "Enabled" */
  readonly "http-protocol"?: Switch | "Redirected";
  /** How long traffic takes to move to a new revision, in whole seconds. @default 0 s */
  readonly "rollout-duration"?: Duration;
  /** Whether anyone may map a domain to their service. @default false */
  readonly "autocreate-cluster-domain-claims"?: boolean;
  /** Whether pods can be reached by their addresses inside a mesh. @default false */
  readonly "enable-mesh-pod-addressability"?: boolean;
  /** @default "auto" */
  readonly "mesh-compatibility-mode"?: "auto" | "enabled" | "disabled";
  /** @default "http" */
  readonly "default-external-scheme"?: "http" | "https";
}

const onOff = oneOf("Enabled", "Disabled");

/** What stands outside of the actions of a Go template; undefined where an action does not end. */
function literal(template: string): string | undefined {
  const rest = template.replace(/\{\{[^{}]*\}\}/g, "x");
  return /\{\{|\}\}/.test(rest) ? undefined : rest;
}

// source: knative.dev/networking of knative/serving knative-v1.21.1, pkg/config/config.go
export const NETWORK: Settings<KnativeNetworkConfig> = {
  "ingress-class": text("istio.ingress.networking.knative.dev"),
  "certificate-class": text("cert-manager.certificate.networking.knative.dev"),
  "namespace-wildcard-cert-selector": yaml("a label selector", "{}", (selector) =>
    Object.keys(selector).every((key) => key === "matchLabels" || key === "matchExpressions"),
  ),
  "domain-template": text("{{.Name}}-{{.Namespace}}.{{.Domain}}", {
    expected: "a Go template of a host, without a path",
    is: (template) => /^[^/\s?#]+$/.test(literal(template) ?? ""),
  }),
  "tag-template": text("{{.Tag}}-{{.Name}}", {
    expected: "a Go template",
    is: (template) => literal(template) !== undefined,
  }),
  "external-domain-tls": onOff,
  "cluster-local-domain-tls": onOff,
  "system-internal-tls": onOff,
  "http-protocol": oneOf("Enabled", "Redirected", "Disabled"),
  "rollout-duration": seconds,
  "autocreate-cluster-domain-claims": flag,
  "enable-mesh-pod-addressability": flag,
  "mesh-compatibility-mode": oneOf("auto", "enabled", "disabled"),
  "default-external-scheme": oneOf("http", "https"),
};
