import { Duration, Testing } from "cdk8s";
import { describe, expect, it } from "vitest";
import { defaultPlatform } from "../../charts/default-platform";
import { synthesize } from "../../charts/testing";
import { violations } from "../../lib/definitions/violations";
import { KarpenterAwsPool, type KarpenterAwsPoolProps } from "../../lib/gpu/karpenter-aws-pool";
import type { Manifest } from "../../lib/internal/emit";
import { InferenceService } from "../../lib/models/inference-service";
import type { Predictor } from "../../lib/models/predictor";

const base: KarpenterAwsPoolProps = { instanceFamilies: ["g6", "g6e"], nodeClass: "default" };

function nodePool(props: Partial<KarpenterAwsPoolProps> = {}): Manifest {
  const chart = Testing.chart();
  new KarpenterAwsPool(chart, "l4", { ...base, ...props });
  const [manifest] = Testing.synth(chart) as Manifest[];
  if (!manifest) throw new Error("no NodePool");
  return manifest;
}

interface Spec {
  readonly template: { readonly spec: { readonly taints: Taint[]; readonly requirements: Requirement[] } };
}
interface Taint {
  readonly key: string;
  readonly value?: string;
  readonly effect: string;
}
interface Requirement {
  readonly key: string;
  readonly values: readonly string[];
}
const spec = (manifest: Manifest): Spec => (manifest as Manifest & { spec: Spec }).spec;

describe("a Karpenter pool", () => {
  it.each<[string, Partial<KarpenterAwsPoolProps>]>([
    ["by default", {}],
    ["with limits", { limits: { gpus: 8, cpu: 96, memory: "384Gi" } }],
    ["of spot and reserved capacity", { capacity: ["spot", "reserved"] }],
    ["with a delay of its own", { consolidateAfter: Duration.hours(1) }],
  ])("is valid by Karpenter's own schema: %s", (_, props) => {
    expect(violations(nodePool(props))).toEqual([]);
  });

  it("makes nodes of its families and its kinds of capacity", () => {
    const requirements = (props: Partial<KarpenterAwsPoolProps>): Record<string, readonly string[]> =>
      Object.fromEntries(spec(nodePool(props)).template.spec.requirements.map(({ key, values }) => [key, values]));
    expect(requirements({})).toMatchObject({
      "karpenter.k8s.aws/instance-family": ["g6", "g6e"],
      "karpenter.sh/capacity-type": ["on-demand"],
    });
    expect(requirements({ capacity: "spot" })["karpenter.sh/capacity-type"]).toEqual(["spot"]);
    expect(requirements({ capacity: ["spot", "on-demand"] })["karpenter.sh/capacity-type"]).toEqual([
      "spot",
      "on-demand",
    ]);
  });

  it("carries its limits and its delay to the NodePool", () => {
    expect(
      nodePool({ limits: { gpus: 8, cpu: 96, memory: "384Gi" }, consolidateAfter: Duration.minutes(2) }),
    ).toMatchObject({
      spec: {
        limits: { "nvidia.com/gpu": "8", cpu: "96", memory: "384Gi" },
        disruption: { consolidateAfter: "120s" },
      },
    });
    expect(spec(nodePool())).not.toHaveProperty("limits");
  });

  it("keeps its default delay and name where an option is undefined", () => {
    const manifest = nodePool({ consolidateAfter: undefined, name: undefined, capacity: undefined, limits: undefined });
    expect(manifest).toEqual(nodePool());
  });

  it.each<[string, Partial<KarpenterAwsPoolProps>]>([
    ["instanceFamilies must be at least one family, got []", { instanceFamilies: [] }],
    ['nodeClass must be the name of an EC2NodeClass, got ""', { nodeClass: "" }],
    ['capacity must be one or more of on-demand, spot, reserved, got "cheap"', { capacity: "cheap" as "spot" }],
    ["capacity must be one or more of on-demand, spot, reserved, got []", { capacity: [] }],
    ["limits.gpus must be a whole number of at least 1, got 0; fix: gpus: 8", { limits: { gpus: 0 } }],
    ["limits.gpus must be a whole number of at least 1, got 1.5", { limits: { gpus: 1.5 } }],
    ['limits.memory must be a Kubernetes quantity above 0, got "much"', { limits: { memory: "much" } }],
    ['consolidateAfter must be a Duration of whole seconds, got "1500ms"', { consolidateAfter: Duration.millis(1500) }],
    ['name must be lower-case letters, digits and dashes, which label its nodes, got "L4"', { name: "L4" }],
  ])("refuses a mistake: %s", (message, props) => {
    expect(() => nodePool(props)).toThrow(`l4: ${message}`);
  });
});

describe("a model on a Karpenter pool", () => {
  function model(predictor: Partial<Predictor>, props: Partial<KarpenterAwsPoolProps> = {}): Manifest | undefined {
    return synthesize((app) => {
      const platform = defaultPlatform(app);
      const pool = new KarpenterAwsPool(platform.gpuPools, "l4", { ...base, ...props });
      new InferenceService(platform.namespace("team-a"), "llm", {
        predictor: { model: { modelFormat: "huggingface", storageUri: "hf://a/b" }, pool, gpus: 1, ...predictor },
      });
    }).find("InferenceService", "llm", "team-a");
  }

  it("is put on its nodes: selector, GPU limit, and a toleration of every taint", () => {
    const placed = model({ gpus: 2 }) as Manifest & {
      spec: { predictor: { tolerations: { key: string; operator: string; effect: string }[] } };
    };
    expect(placed).toMatchObject({
      spec: {
        predictor: {
          nodeSelector: { "karpenter.sh/nodepool": "l4" },
          model: { resources: { limits: { "nvidia.com/gpu": "2" } } },
        },
      },
    });
    const { tolerations } = placed.spec.predictor;
    for (const { key, effect } of spec(nodePool()).template.spec.taints) {
      expect(tolerations).toContainEqual({ key, operator: "Exists", effect });
    }
  });

  it("follows the pool's own name", () => {
    expect(model({}, { name: "gpu-l4" })).toMatchObject({
      spec: { predictor: { nodeSelector: { "karpenter.sh/nodepool": "gpu-l4" } } },
    });
  });

  it.each<[string, Partial<Predictor>, Partial<KarpenterAwsPoolProps>]>([
    [
      "gpus must be at most 4 over 1 pod, the limit of pool l4, got 5; fix: a higher limit of the pool",
      { gpus: 5 },
      { limits: { gpus: 4 } },
    ],
    [
      "gpus must be at most 4 over 3 pods, the limit of pool l4, got 2; fix: fewer minReplicas, or a higher limit",
      { gpus: 2, minReplicas: 3 },
      { limits: { gpus: 4 } },
    ],
    [
      "gpus must be at most 1 over 1 pod, the limit of pool l4, got 2",
      { gpus: 2, minReplicas: 0 },
      { limits: { gpus: 1 } },
    ],
    [
      'resources.requests.memory must be at most 8Gi over 1 pod, the limit of pool l4, got "16Gi"',
      { model: { modelFormat: "huggingface", resources: { requests: { memory: "16Gi" } } } },
      { limits: { memory: "8Gi" } },
    ],
  ])("is refused where it can never be placed: %s", (message, predictor, props) => {
    expect(() => model(predictor, props)).toThrow(`platform/team-a/llm: ${message}`);
  });

  it("may be scaled up to the limit and no further", () => {
    expect(model({ gpus: 2, minReplicas: 2, maxReplicas: 9 }, { limits: { gpus: 4 } })).toBeDefined();
  });
});
