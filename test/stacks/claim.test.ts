import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { ApiObject, Chart } from "cdk8s";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Manifest } from "../../lib/internal/emit";
import { ServingApp } from "../../lib/output/serving-app";
import type { PlannedChart } from "../../lib/plan";
import { Claim, type Claimant } from "../../stacks/claim";
import { Cluster } from "../../stacks/cluster";

/** A ConfigMap as its API server stores it. */
const stored = (namespace: string, manager: string): object => ({
  metadata: { name: "settings", namespace, managedFields: [{ manager, operation: "Apply" }] },
});

let server: Server;
let cluster: Cluster;

beforeAll(async () => {
  const theirs = stored("theirs", "helm");
  const answers: Readonly<Record<string, object>> = {
    "/api/v1": { resources: [{ name: "configmaps", kind: "ConfigMap", namespaced: true }] },
    "/api/v1/configmaps": { items: [theirs, stored("ours", "kserve-stack/acme/dev")] },
    "/api/v1/namespaces/ours/configmaps/settings": stored("ours", "kserve-stack/acme/dev"),
  };
  server = createServer(({ url = "" }, response) => {
    const answer = answers[url.split("?")[0] ?? ""];
    response.writeHead(answer ? 200 : 404).end(JSON.stringify(answer ?? { message: "not found" }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  cluster = new Cluster({
    kubeconfig: JSON.stringify({
      "current-context": "acme",
      contexts: [{ name: "acme", context: { cluster: "acme", user: "acme" } }],
      clusters: [{ name: "acme", cluster: { server: address } }],
      users: [{ name: "acme", user: {} }],
    }),
  });
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe("a claim to a ConfigMap that names no namespace", () => {
  const claimed = (claimant: Partial<Claimant> = {}): Claim => {
    const app = new ServingApp();
    const object = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "settings" } };
    new ApiObject(new Chart(app, "own"), "settings", object);
    const [chart] = app.plan().charts as [PlannedChart];
    const whole = { manager: "kserve-stack/acme/dev", adopt: false, upserts: true, ...claimant };
    return new Claim(cluster, chart, whole);
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
