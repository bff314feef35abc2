import { describe, expect, it } from "vitest";
import { Testing } from "cdk8s";
import { KnativeServing, type KnativeServingProps } from "../../lib/knative/knative-serving";
import { NetIstio } from "../../lib/knative/net-istio";
import { latestRelease } from "../../lib/releases";
import { find, manifests, type Manifest } from "../kserve/manifests";

const knative = (config: KnativeServingProps["config"]): Manifest[] =>
  manifests((scope) => new KnativeServing(scope, "knative", { domain: "models.acme.dev", config }));
const grace = (seconds: number): object => ({
  spec: { template: { spec: { terminationGracePeriodSeconds: seconds } } },
});

describe("the activator", () => {
  it("has as long to finish its requests as the longest of them may take", () => {
    const of = (defaults: object): Manifest => find(knative({ defaults }), "Deployment", "activator");
    expect(of({})).toMatchObject(grace(600));
    expect(of({ "max-revision-timeout-seconds": 3600 })).toMatchObject(grace(3600));
    expect(of({ "max-revision-timeout-seconds": undefined })).toMatchObject(grace(600));
  });

  it("keeps upstream's time where requests are shorter", () => {
    const defaults = { "revision-timeout-seconds": 60, "max-revision-timeout-seconds": 60 };
    expect(find(knative({ defaults }), "Deployment", "activator")).toMatchObject(grace(600));
  });
});

describe("the negative probe", () => {
  it("asks for more than the longest request, however long that is", () => {
    const config = { defaults: { "max-revision-timeout-seconds": 2_000_000 } };
    const { refusals } = new KnativeServing(Testing.chart(), "knative", { domain: "models.acme.dev", config });
    const [{ manifest } = { manifest: {} }] = refusals;
    expect(manifest).toMatchObject({ spec: { template: { spec: { timeoutSeconds: 2_000_001 } } } });
  });
});

describe("net-istio", () => {
  const netIstio = { ...latestRelease.components.netIstio, version: "1.21.7" };
  const release = { ...latestRelease, components: { ...latestRelease.components, netIstio } };

  it("carries its own version on every object and pod, whatever Knative Serving's is", () => {
    const all = manifests((scope) => new NetIstio(scope, "net-istio", { release }));
    for (const { kind, metadata } of all) {
      expect(metadata.labels?.["app.kubernetes.io/version"], `${kind} ${metadata.name}`).toBe("1.21.7");
    }
    for (const name of ["net-istio-controller", "net-istio-webhook"]) {
      expect(find(all, "Deployment", name)).toMatchObject({
        spec: { template: { metadata: { labels: { "app.kubernetes.io/version": "1.21.7" } } } },
      });
    }
  });

  it("leaves Knative Serving's version alone", () => {
    const all = manifests((scope) => new KnativeServing(scope, "knative", { domain: "models.acme.dev", release }));
    expect(find(all, "Deployment", "activator").metadata.labels?.["app.kubernetes.io/version"]).toBe("1.21.1");
  });
});
