import type { PodSpec } from "kubernetes-types/core/v1";
import { describe, expect, it } from "vitest";
import { hardened } from "../../lib/internal/hardening";

const pod: PodSpec = { serviceAccountName: "a", containers: [{ name: "c", image: "i" }] };

describe("a hardened pod", () => {
  it("is upstream's own in profile upstream", () => {
    expect(hardened(pod, "upstream")).toBe(pod);
  });

  it("runs as nobody's user with a read-only root and no rights, in dev as in production", () => {
    for (const profile of ["dev", "production"] as const) {
      expect(hardened(pod, profile)).toMatchObject({
        securityContext: {
          runAsNonRoot: true,
          runAsUser: 65532,
          runAsGroup: 65532,
          seccompProfile: { type: "RuntimeDefault" },
        },
        containers: [
          {
            securityContext: {
              allowPrivilegeEscalation: false,
              readOnlyRootFilesystem: true,
              capabilities: { drop: ["ALL"] },
            },
          },
        ],
      });
    }
  });

  it("keeps the user and the rights that it states itself", () => {
    const own = { ...pod, securityContext: { runAsUser: 1337, runAsGroup: 1337 } };
    expect(hardened(own, "production").securityContext).toMatchObject({ runAsUser: 1337, runAsGroup: 1337 });
    const bound = { ...pod, containers: [{ name: "c", securityContext: { capabilities: { add: ["NET_RAW"] } } }] };
    expect(hardened(bound, "production").containers[0]?.securityContext?.capabilities).toEqual({ add: ["NET_RAW"] });
  });

  it("is root with a writable image only where it needs to be", () => {
    expect(hardened(pod, "production", { root: true, writableRoot: true })).toMatchObject({
      securityContext: { runAsNonRoot: false, runAsUser: 0 },
      containers: [{ securityContext: { readOnlyRootFilesystem: false, allowPrivilegeEscalation: false } }],
    });
  });

  it("pulls at each start in production and uses what is loaded in dev", () => {
    const always = { ...pod, containers: [{ name: "c", imagePullPolicy: "Always" as const }] };
    expect(hardened(always, "dev").containers[0]?.imagePullPolicy).toBe("IfNotPresent");
    expect(hardened(pod, "production").containers[0]?.imagePullPolicy).toBe("Always");
  });
});

describe("the token for the API server", () => {
  it("is mounted into every container, for exactly an hour, where the kubelet would put it", () => {
    const two = { ...pod, containers: [...pod.containers, { name: "sidecar", volumeMounts: [] }] };
    const { automountServiceAccountToken, volumes, containers } = hardened(two, "dev");
    expect(automountServiceAccountToken).toBe(false);
    expect(volumes?.[0]?.projected?.sources).toMatchObject([
      // 3607 is the kubelet's own, which the API server stretches to a year.
      { serviceAccountToken: { path: "token", expirationSeconds: 3600 } },
      { configMap: { name: "kube-root-ca.crt", items: [{ key: "ca.crt", path: "ca.crt" }] } },
      { downwardAPI: { items: [{ path: "namespace" }] } },
    ]);
    for (const { volumeMounts } of containers) {
      expect(volumeMounts).toEqual([
        { name: volumes?.[0]?.name, mountPath: "/var/run/secrets/kubernetes.io/serviceaccount", readOnly: true },
      ]);
    }
  });

  it("is absent from a pod that calls no API server", () => {
    const without = hardened(pod, "production", { apiToken: false });
    expect(without.automountServiceAccountToken).toBe(false);
    expect(without.volumes).toBeUndefined();
  });
});

describe("local disk", () => {
  const resourcesOf = (resources: PodSpec["containers"][number]["resources"]): unknown =>
    hardened({ containers: [{ name: "c", resources }] }, "production").containers[0]?.resources;

  it("is bounded beside the stated amounts", () => {
    expect(resourcesOf({ requests: { cpu: "1" } })).toEqual({
      requests: { cpu: "1", "ephemeral-storage": "64Mi" },
      limits: { "ephemeral-storage": "1Gi" },
    });
  });

  it("stays as stated where request or limit names it, since one bound of ours could contradict the other", () => {
    const stated = { limits: { "ephemeral-storage": "10Mi" } };
    expect(resourcesOf(stated)).toEqual(stated);
    const large = { requests: { "ephemeral-storage": "20Gi" } };
    expect(resourcesOf(large)).toEqual(large);
  });
});
