import type { Construct } from "constructs";
import { emit } from "../internal/emit";
import { labels } from "./labels";
import { CERTIFICATE, CERTIFICATE_SECRET, WEBHOOK_SERVICE } from "./names";

const ISSUER = "selfsigned-issuer";

/** The certificate that the webhook server serves with; cert-manager signs it and keeps it fresh. */
export function certificate(scope: Construct, namespace: string): void {
  const host = `${WEBHOOK_SERVICE}.${namespace}.svc`;
  emit(scope, {
    apiVersion: "cert-manager.io/v1",
    kind: "Issuer",
    metadata: { name: ISSUER, namespace },
    spec: { selfSigned: {} },
  });
  emit(scope, {
    apiVersion: "cert-manager.io/v1",
    kind: "Certificate",
    metadata: { name: CERTIFICATE, namespace, labels },
    spec: {
      commonName: host,
      dnsNames: [host],
      issuerRef: { kind: "Issuer", name: ISSUER },
      // cert-manager's own default since 1.18; it warns where none is stated.
      privateKey: { rotationPolicy: "Always" },
      secretName: CERTIFICATE_SECRET,
    },
  });
}
