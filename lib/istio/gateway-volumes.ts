import type { Volume, VolumeMount } from "kubernetes-types/core/v1";

const empty = (name: string): Volume => ({ name, emptyDir: {} });

/** What the gateway's Envoy reads and writes, in upstream's order. */
export const gatewayVolumes: Volume[] = [
  empty("workload-socket"),
  empty("credential-socket"),
  empty("workload-certs"),
  { name: "istiod-ca-cert", configMap: { name: "istio-ca-root-cert" } },
  {
    name: "podinfo",
    downwardAPI: {
      items: ["labels", "annotations"].map((path) => ({ path, fieldRef: { fieldPath: `metadata.${path}` } })),
    },
  },
  empty("istio-envoy"),
  empty("istio-data"),
  {
    name: "istio-token",
    projected: {
      sources: [{ serviceAccountToken: { path: "istio-token", expirationSeconds: 43200, audience: "istio-ca" } }],
    },
  },
  { name: "config-volume", configMap: { name: "istio", optional: true } },
  { name: "ingressgateway-certs", secret: { secretName: "istio-ingressgateway-certs", optional: true } },
  { name: "ingressgateway-ca-certs", secret: { secretName: "istio-ingressgateway-ca-certs", optional: true } },
];

/** Where the gateway's container has them. */
export const gatewayMounts: VolumeMount[] = [
  { name: "workload-socket", mountPath: "/var/run/secrets/workload-spiffe-uds" },
  { name: "credential-socket", mountPath: "/var/run/secrets/credential-uds" },
  { name: "workload-certs", mountPath: "/var/run/secrets/workload-spiffe-credentials" },
  { name: "istio-envoy", mountPath: "/etc/istio/proxy" },
  { name: "config-volume", mountPath: "/etc/istio/config" },
  { name: "istiod-ca-cert", mountPath: "/var/run/secrets/istio" },
  { name: "istio-token", mountPath: "/var/run/secrets/tokens", readOnly: true },
  { name: "istio-data", mountPath: "/var/lib/istio/data" },
  { name: "podinfo", mountPath: "/etc/istio/pod" },
  { name: "ingressgateway-certs", mountPath: "/etc/istio/ingressgateway-certs", readOnly: true },
  { name: "ingressgateway-ca-certs", mountPath: "/etc/istio/ingressgateway-ca-certs", readOnly: true },
];
