import { Testing } from "cdk8s";
import { describe, expect, it } from "vitest";
import { violations } from "../../lib/definitions/violations";
import { amountOf } from "../../lib/internal/quantity";
import { KServe, type KServeProps } from "../../lib/kserve/kserve";
import { find, manifests, type Manifest } from "./manifests";

const synth = (props: KServeProps = {}): Manifest[] => manifests((scope) => new KServe(scope, "kserve", props));
const CONTROLLER = "kserve-controller-manager";

function configHash(props: KServeProps): string {
  const deployment = find(synth(props), "Deployment", CONTROLLER).spec as {
    template: { metadata: { annotations: Record<string, string> } };
  };
  return deployment.template.metadata.annotations["kserve-stack/config-hash"] ?? "";
}

describe("KServe's controller", () => {
  it("carries component options to its Deployment", () => {
    expect(
      find(
        synth({
          controller: { replicas: 3, nodeSelector: { pool: "system" }, resources: { requests: { cpu: "7m" } } },
          proxyResources: { requests: { cpu: "1m" } },
          logLevel: "debug",
        }),
        "Deployment",
        CONTROLLER,
      ),
    ).toMatchObject({
      spec: {
        replicas: 3,
        template: {
          spec: {
            nodeSelector: { pool: "system" },
            containers: [
              {
                args: ["--metrics-addr=127.0.0.1:8080", "--leader-elect", "--zap-log-level=debug"],
                resources: { requests: { cpu: "7m" } },
              },
              { name: "kube-rbac-proxy", resources: { requests: { cpu: "1m" } } },
            ],
          },
        },
      },
    });
  });

  it("has two pods, a disruption budget, and requests and memory limits on both containers in production", () => {
    const all = synth({ profile: "production" });
    expect(find(all, "PodDisruptionBudget", CONTROLLER)).toMatchObject({ spec: { maxUnavailable: 1 } });
    const { replicas, template } = find(all, "Deployment", CONTROLLER).spec as {
      replicas: number;
      template: { spec: { containers: { resources: { requests: object; limits: { memory: string } } }[] } };
    };
    expect(replicas).toBe(2);
    for (const { resources } of template.spec.containers) {
      expect(resources.requests).toHaveProperty("memory");
      expect(amountOf(resources.limits.memory)).toBeGreaterThan(0);
    }
  });

  it("is rolled when its configuration or the optional APIs change, and only then", () => {
    const base: KServeProps = { optionalApis: ["a", "b"] };
    expect(configHash({ ...base, optionalApis: ["b", "a", "b"] })).toBe(configHash(base));
    expect(configHash({ ...base, controller: { replicas: 4 } })).toBe(configHash(base));
    expect(configHash({ ...base, optionalApis: ["a"] })).not.toBe(configHash(base));
    expect(configHash({ ...base, domain: "models.acme.dev" })).not.toBe(configHash(base));
    expect(configHash(base)).toMatch(/^[0-9a-f]{12}$/);
  });

  it("follows its namespace in certificates, webhooks and gateways", () => {
    const all = synth({ namespace: "serving" });
    expect(find(all, "Certificate", "serving-cert")).toMatchObject({
      metadata: { namespace: "serving" },
      spec: { dnsNames: ["kserve-webhook-server-service.serving.svc"] },
    });
    for (const { kind, ...rest } of all.filter((manifest) => manifest.kind.endsWith("WebhookConfiguration"))) {
      expect({ kind, ...rest }).toMatchObject({
        metadata: { annotations: { "cert-manager.io/inject-ca-from": "serving/serving-cert" } },
      });
    }
    expect(JSON.stringify(all)).not.toMatch(/"namespace":"kserve"/);
    expect(find(all, "ConfigMap", "inferenceservice-config").data?.["ingress"]).toContain(
      '"serving/kserve-ingress-gateway"',
    );
  });

  it("emits its webhook configurations last, with every caBundle left to cert-manager", () => {
    const all = synth();
    const kinds = all.map(({ kind }) => kind.endsWith("WebhookConfiguration"));
    expect(kinds.filter(Boolean)).toHaveLength(6);
    expect(kinds.slice(-6)).toEqual(Array<boolean>(6).fill(true));
    expect(JSON.stringify(all)).not.toContain('"caBundle":');
  });

  it("probes each validator with an object that its schema lets pass", () => {
    const { refusals } = new KServe(Testing.chart(), "kserve");
    expect(refusals.map(({ manifest }) => manifest.kind)).toEqual([
      "InferenceService",
      "TrainedModel",
      "InferenceGraph",
      "ServingRuntime",
      "ClusterServingRuntime",
    ]);
    for (const { manifest } of refusals) expect(violations({ ...manifest, metadata: {} })).toEqual([]);
  });

  it("moves every image to the mirror, the ones inside the configuration too", () => {
    const all = synth({ registry: { mirror: "registry.acme.internal/mirror", pullSecret: "regcred" } });
    const text = JSON.stringify(all);
    for (const image of ["kserve/agent", "kserve/router", "kserve/storage-initializer", "kserve/art-explainer"]) {
      expect(text).toContain(`registry.acme.internal/mirror/${image}`);
      expect(text).not.toContain(`\\"${image}`);
    }
    expect(find(all, "ConfigMap", "inferenceservice-config").data?.["router"]).toContain('"regcred"');
  });

  it("refuses a log level that the controller does not know", () => {
    expect(() => synth({ logLevel: "trace" as "debug" })).toThrow(
      'kserve: logLevel must be "debug", "info" or "error", got "trace"; fix: logLevel: "info"',
    );
  });
});
