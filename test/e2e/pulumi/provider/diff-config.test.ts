import { describe, expect, it } from "vitest";
import { diffConfig } from "./diff-config";

function kubeconfig(server: string, token = "t"): string {
  return JSON.stringify({
    clusters: [{ name: "c", cluster: { server } }],
    contexts: [{ name: "x", context: { cluster: "c", user: "u" } }],
    users: [{ name: "u", user: { token } }],
    "current-context": "x",
  });
}

describe("a changed provider", () => {
  it("is another one where its cluster is", () => {
    const [one, other] = [kubeconfig("https://a"), kubeconfig("https://b")];
    expect(diffConfig({ kubeconfig: one }, { kubeconfig: other }).replacing).toEqual(["kubeconfig"]);
  });

  it("is the same one with another user, or where its identifier stays", () => {
    const [one, same] = [kubeconfig("https://a"), kubeconfig("https://a", "new")];
    expect(diffConfig({ kubeconfig: one }, { kubeconfig: same })).toEqual({ changed: ["kubeconfig"], replacing: [] });
    const identified = (server: string): object => ({ kubeconfig: kubeconfig(server), clusterIdentifier: "id" });
    expect(diffConfig({ ...identified("https://a") }, { ...identified("https://b") }).replacing).toEqual([]);
    expect(diffConfig({ clusterIdentifier: "a" }, { clusterIdentifier: "b" }).replacing).toEqual(["clusterIdentifier"]);
  });

  it("may be another one while its kubeconfig is not known", () => {
    const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    expect(diffConfig({ kubeconfig: "{}" }, { kubeconfig: unknown }).replacing).toEqual(["kubeconfig"]);
    expect(diffConfig({ kubeconfig: "{}" }, { kubeconfig: "{}" })).toEqual({ changed: [], replacing: [] });
  });
});
