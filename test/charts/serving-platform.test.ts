import { App } from "cdk8s";
import { describe, expect, it } from "vitest";
import { defaultPlatform } from "../../charts/default-platform";
import { ServingPlatform, type ServingPlatformProps } from "../../charts/serving-platform";
import { synthesize } from "../../charts/testing";
import type { Manifest } from "../../lib/internal/emit";
import { amountOf } from "../../lib/internal/quantity";
import { existing } from "../../lib/releases/existing";

const of = (props: Partial<ServingPlatformProps>): readonly Manifest[] =>
  synthesize((app) => defaultPlatform(app, props)).manifests;

interface Container {
  readonly name: string;
  readonly image: string;
  readonly resources?: { readonly requests?: Record<string, string>; readonly limits?: Record<string, string> };
}
interface Workload extends Manifest {
  readonly spec: {
    readonly replicas?: number;
    readonly minReplicas?: number;
    readonly template: { readonly spec: { readonly containers: readonly Container[] } };
  };
}
const workloads = (manifests: readonly Manifest[]): Workload[] =>
  manifests.filter(({ kind }) => kind === "Deployment" || kind === "DaemonSet") as Workload[];

describe("profile dev", () => {
  const containers = workloads(of({ profile: "dev" })).flatMap(({ spec }) => spec.template.spec.containers);
  const total = (resource: string): number =>
    containers.reduce((sum, { resources }) => sum + (amountOf(resources?.requests?.[resource] ?? "") ?? NaN), 0);

  it("asks for at most 0.7 CPU and 1.5 GiB", () => {
    expect(total("cpu")).toBeLessThanOrEqual(0.7);
    expect(total("memory")).toBeLessThanOrEqual(1.5 * 2 ** 30);
  });

  it("leaves room for kube-system and the iris sample on 2 CPU and 6 GiB", () => {
    // What kubeadm's static pods, CoreDNS and a CNI agent request.
    const kubeSystem = { cpu: 0.95, memory: 290 * 2 ** 20 };
    // The sample's own requests, and Knative's queue-proxy beside it.
    const iris = { cpu: 0.1 + 0.025, memory: 512 * 2 ** 20 };
    expect(total("cpu") + kubeSystem.cpu + iris.cpu).toBeLessThanOrEqual(2);
    expect(total("memory") + kubeSystem.memory + iris.memory).toBeLessThanOrEqual(6 * 2 ** 30);
  });
});

describe("profile production", () => {
  const manifests = of({ profile: "production", domain: "models.acme.dev" });

  it("runs at least two of every Deployment", () => {
    const autoscalers = manifests.filter(({ kind }) => kind === "HorizontalPodAutoscaler") as Workload[];
    const scaled = new Map(autoscalers.map(({ metadata, spec }) => [metadata.name, spec.minReplicas]));
    for (const { kind, metadata, spec } of workloads(manifests)) {
      if (kind !== "Deployment") continue;
      expect(spec.replicas ?? scaled.get(metadata.name), metadata.name).toBeGreaterThanOrEqual(2);
    }
  });

  it("lets every Deployment drain, one pod at a time", () => {
    const budgets = manifests.filter(({ kind }) => kind === "PodDisruptionBudget").map(({ metadata }) => metadata.name);
    const deployments = workloads(manifests).filter(({ kind }) => kind === "Deployment");
    expect(budgets.sort()).toEqual(deployments.map(({ metadata }) => metadata.name).sort());
  });

  it("sizes every container", () => {
    for (const { metadata, spec } of workloads(manifests)) {
      for (const { name, resources } of spec.template.spec.containers) {
        for (const resource of ["cpu", "memory"]) {
          expect(resources?.requests?.[resource], `${metadata.name}/${name}`).toBeDefined();
          expect(resources?.limits?.[resource], `${metadata.name}/${name}`).toBeDefined();
        }
      }
    }
  });

  it("brings no sample models", () => {
    expect(manifests.some(({ kind }) => kind === "InferenceService")).toBe(false);
  });

  it("asks for a domain", () => {
    expect(() => of({ profile: "production" })).toThrow(
      'platform: domain must be a domain that is yours in profile "production", got nothing; fix: domain: "models.<your domain>", or profile: "dev"',
    );
    expect(() => of({ profile: "production", domain: "models.example.com" })).toThrow(
      "domain must be a domain that is",
    );
  });
});

describe("a registry mirror", () => {
  const manifests = of({ registry: { mirror: "registry.acme.internal/m" } });

  it("takes every image, inside JSON text, runtimes, arguments and models too", () => {
    const text = JSON.stringify(manifests).replaceAll("nvcr.io,index.docker.io", "");
    for (const host of ["quay.io", "docker.io/", "gcr.io/", "nvcr.io/"]) expect(text).not.toContain(host);
    expect(text).toContain("registry.acme.internal/m/kserve/storage-initializer:v0.20.0");
    expect(text).toMatch(/registry\.acme\.internal\/m\/knative-releases\/knative\.dev\/serving\/cmd\/queue@sha256:/);
    for (const { image } of workloads(manifests).flatMap(({ spec }) => spec.template.spec.containers)) {
      expect(image).toMatch(/^registry\.acme\.internal\/m\//);
    }
  });

  it("is what platform.images() lists, each image with its users", () => {
    const platform = defaultPlatform(new App());
    const queueProxy = [...platform.images()].find(([image]) => image.includes("/cmd/queue@"));
    expect(queueProxy?.[1]).toEqual([
      "ConfigMap knative-serving/config-deployment",
      "Image knative-serving/queue-proxy",
    ]);
  });
});

describe("an add-on that the cluster has", () => {
  it("is not emitted, and its version is checked", () => {
    const manifests = of({ certManager: existing({ version: "1.19.2" }) });
    expect(manifests.some(({ metadata }) => metadata.name === "cert-manager")).toBe(false);
    expect(() => of({ certManager: existing({ version: "1.12.0" }) })).toThrow(
      "certManager.version must be cert-manager 1.19.x",
    );
  });

  it("leaves a note where its patch differs", () => {
    const istio = existing({ version: "1.29.3" });
    const platform = new ServingPlatform(new App(), "p", { kubernetes: "1.35", profile: "dev", istio });
    expect(platform.notes).toContain("Istio 1.29.3 is accepted as a patch of the tested 1.29.1");
  });
});

describe("KServe's controller", () => {
  it("rolls when its configuration changes, and only then", () => {
    const hash = (props: Partial<ServingPlatformProps>): string =>
      /"kserve-stack\/config-hash":"(\w+)"/.exec(JSON.stringify(of(props)))?.[1] ?? "";
    expect(hash({ kserve: { router: { cpuLimit: "2" } } })).not.toBe(hash({}));
    expect(hash({ certManager: { logLevel: 4 } })).toBe(hash({}));
  });

  it("refuses an amount that does not parse, which would make its webhook panic", () => {
    expect(() => of({ kserve: { batcher: { memoryLimit: "1 gig" } } })).toThrow(
      "platform/kserve/kserve: batcher.memoryLimit must be",
    );
  });
});

describe("Knative's settings", () => {
  it("are refused where Knative's webhook would refuse them at the second apply", () => {
    const apply = (autoscaler: object): void => void of({ knativeServing: { config: { autoscaler } } });
    expect(() => {
      apply({ "initial-scale": 0 });
    }).toThrow('autoscaler["initial-scale"] must be at least 1 unless zero is allowed, got 0');
    expect(() => {
      apply({ "panic-window-percentage": 0 });
    }).toThrow('autoscaler["panic-window-percentage"] must be from 1 to 100, got 0');
    expect(() => {
      apply({ "target-burst-capacity": -2 });
    }).toThrow('autoscaler["target-burst-capacity"] must be at least 0, or -1 for always, got -2');
  });
});
