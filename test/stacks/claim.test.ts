import { ApiObject, Chart } from "cdk8s";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Manifest } from "../../lib/internal/emit";
import { ServingApp } from "../../lib/output/serving-app";
import type { PlannedChart } from "../../lib/plan";
import { Claim, type Claimant } from "../../stacks/claim";
import { loopbackCluster, type LoopbackCluster } from "./loopback-cluster";

/** A ConfigMap as its API server stores it. */
const stored = (namespace: string, manager: string): object => ({
  metadata: { name: "settings", namespace, managedFields: [{ manager, operation: "Apply" }] },
});

let loopback: LoopbackCluster;

beforeAll(async () => {
  loopback = await loopbackCluster({
    "/api/v1": { resources: [{ name: "configmaps", kind: "ConfigMap", namespaced: true }] },
    "/api/v1/configmaps": { items: [stored("theirs", "helm"), stored("ours", "kserve-stack/acme/dev")] },
    "/api/v1/namespaces/ours/configmaps/settings": stored("ours", "kserve-stack/acme/dev"),
  });
});

afterAll(() => {
  loopback.close();
});

describe("a claim to a ConfigMap that names no namespace", () => {
  const claimed = (claimant: Partial<Claimant> = {}): Claim => {
    const app = new ServingApp();
    const object = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "settings" } };
    new ApiObject(new Chart(app, "own"), "settings", object);
    const [chart] = app.plan().charts as [PlannedChart];
    const whole = { manager: "kserve-stack/acme/dev", adopt: false, upserts: true, ...claimant };
    return new Claim(loopback.cluster, chart, whole);
  };
  const made = (namespace: string): Manifest => ({
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: "settings", namespace },
  });

  it("has nothing against one of that name in another namespace", async () => {
    await expect(claimed().ofChart()).resolves.toBeUndefined();
    await expect(claimed().ofObject(made("default"))).resolves.toBeUndefined();
  });

  it("is refused where the provider puts it beside somebody else's", async () => {
    await expect(claimed().ofObject(made("theirs"))).rejects.toThrow("ConfigMap theirs/settings, written by helm");
  });

  it("goes on with its own, unless the provider would only say that it exists", async () => {
    await expect(claimed().ofObject(made("ours"))).resolves.toBeUndefined();
    await expect(claimed({ upserts: false }).ofObject(made("ours"))).rejects.toThrow(
      "own: the cluster has ConfigMap ours/settings already, and the provider that the stack was given takes over nothing; fix: upsertExistingObjects: true",
    );
  });
});
