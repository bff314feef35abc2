import type { PodSpec, Volume } from "kubernetes-types/core/v1";

const NAME = "kube-api-access";
const PATH = "/var/run/secrets/kubernetes.io/serviceaccount";

/**
 * Exactly one hour: the API server stretches the lifetime of the token that the kubelet mounts by itself, which asks for
 * 3607 seconds, to a year. client-go reads the file anew each minute.
 */
const EXPIRATION_SECONDS = 3600;

const VOLUME: Volume = {
  name: NAME,
  projected: {
    sources: [
      { serviceAccountToken: { path: "token", expirationSeconds: EXPIRATION_SECONDS } },
      { configMap: { name: "kube-root-ca.crt", items: [{ key: "ca.crt", path: "ca.crt" }] } },
      {
        downwardAPI: {
          items: [{ path: "namespace", fieldRef: { apiVersion: "v1", fieldPath: "metadata.namespace" } }],
        },
      },
    ],
  },
};

/** A pod whose token for the API server is stated rather than mounted unasked, and lives an hour. */
export function withApiToken(pod: PodSpec): PodSpec {
  return {
    ...pod,
    automountServiceAccountToken: false,
    volumes: [...(pod.volumes ?? []), VOLUME],
    containers: pod.containers.map((container) => ({
      ...container,
      volumeMounts: [...(container.volumeMounts ?? []), { name: NAME, mountPath: PATH, readOnly: true }],
    })),
  };
}
