import { Testing } from "cdk8s";
import { describe, expect, it } from "vitest";
import { CertManager, type CertManagerProps } from "../../lib/cert-manager/cert-manager";

interface Manifest {
  kind: string;
  metadata: { name: string; namespace?: string };
  spec: Record<string, unknown>;
}

function synth(props: CertManagerProps): Manifest[] {
  const chart = Testing.chart();
  new CertManager(chart, "cert-manager", props);
  return Testing.synth(chart) as Manifest[];
}

const find = (manifests: Manifest[], kind: string, name: string): Manifest | undefined =>
  manifests.find((manifest) => manifest.kind === kind && manifest.metadata.name === name);

describe("cert-manager", () => {
  it("carries component options to the Deployment they name", () => {
    const manifests = synth({
      webhook: {
        replicas: 3,
        nodeSelector: { pool: "system" },
        tolerations: [{ key: "system", operator: "Exists" }],
        resources: { requests: { cpu: "5m" } },
      },
      logLevel: 4,
    });
    expect(find(manifests, "Deployment", "cert-manager-webhook")).toMatchObject({
      spec: {
        replicas: 3,
        template: {
          spec: {
            nodeSelector: { pool: "system" },
            tolerations: [{ key: "system", operator: "Exists" }],
            containers: [{ resources: { requests: { cpu: "5m" } } }],
          },
        },
      },
    });
    expect(JSON.stringify(find(manifests, "Deployment", "cert-manager"))).toContain("--v=4");
  });

  it("lets a node drain in production", () => {
    const manifests = synth({ profile: "production" });
    for (const name of ["cert-manager", "cert-manager-cainjector", "cert-manager-webhook"]) {
      expect(find(manifests, "Deployment", name)).toMatchObject({ spec: { replicas: 2 } });
      expect(find(manifests, "PodDisruptionBudget", name)).toMatchObject({ spec: { maxUnavailable: 1 } });
    }
  });

  it("has no disruption budget over a single replica", () => {
    expect(synth({ profile: "dev" }).some(({ kind }) => kind === "PodDisruptionBudget")).toBe(false);
  });

  it("moves every image, the ACME solver's in an argument too, to the mirror", () => {
    const text = JSON.stringify(synth({ registry: { mirror: "registry.acme.internal", pullSecret: "regcred" } }));
    expect(text).not.toContain("quay.io");
    expect(text).toContain(
      "--acme-http01-solver-image=registry.acme.internal/jetstack/cert-manager-acmesolver:v1.19.4",
    );
    expect(text).toContain('"imagePullSecrets":[{"name":"regcred"}]');
  });

  it("leaves the CA bundle to cainjector", () => {
    expect(JSON.stringify(synth({}))).not.toContain("caBundle");
  });

  it("refuses a log level outside its range", () => {
    expect(() => synth({ logLevel: 9 })).toThrow(
      "cert-manager: logLevel must be a whole number from 0 to 5, got 9; fix: logLevel: 2",
    );
  });

  it("refuses a number of replicas that is no whole number", () => {
    expect(() => synth({ controller: { replicas: 0 } })).toThrow(
      "cert-manager.replicas must be a whole number of at least 1, got 0",
    );
  });
});
