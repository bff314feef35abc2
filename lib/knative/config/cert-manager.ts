import { yaml, type Settings } from "./setting";

/** An issuer of cert-manager. */
export interface KnativeIssuerRef {
  readonly kind: "Issuer" | "ClusterIssuer";
  readonly name: string;
  /** @default "cert-manager.io" */
  readonly group?: string;
}

/** ConfigMap `config-certmanager`: who signs Knative's certificates, where TLS is on. */
export interface KnativeCertManagerConfig {
  /** For hosts that are reached from outside. @default - ClusterIssuer knative-selfsigned-issuer */
  readonly issuerRef?: KnativeIssuerRef;
  /** For hosts inside the cluster. @default - ClusterIssuer knative-selfsigned-issuer */
  readonly clusterLocalIssuerRef?: KnativeIssuerRef;
  /** For Knative's own processes. @default - ClusterIssuer knative-selfsigned-issuer */
  readonly systemInternalIssuerRef?: KnativeIssuerRef;
}

const issuer = yaml("an issuer with kind and name", '{ kind: "ClusterIssuer", name: "…" }', (value) => {
  const { kind, name } = value as Partial<KnativeIssuerRef>;
  return (kind === "Issuer" || kind === "ClusterIssuer") && typeof name === "string" && name !== "";
});

// source: knative/serving knative-v1.21.1 pkg/reconciler/certificate/config/cert_manager.go
export const CERT_MANAGER: Settings<KnativeCertManagerConfig> = {
  issuerRef: issuer,
  clusterLocalIssuerRef: issuer,
  systemInternalIssuerRef: issuer,
};
