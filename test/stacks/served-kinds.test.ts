import { describe, expect, it } from "vitest";
import { ServedKinds, type ServedVersion } from "../../stacks/served-kinds";

const pods = { name: "pods", kind: "Pod", namespaced: true };
const nodes = { name: "nodes", kind: "Node", namespaced: false };

/** An API server that answers one time after the other, and then always as the last time. */
function server(...answers: readonly (ServedVersion | undefined | Error)[]): { kinds: ServedKinds; asked: string[] } {
  const asked: string[] = [];
  const kinds = new ServedKinds((root) => {
    const answer = answers[Math.min(asked.length, answers.length - 1)];
    asked.push(root);
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  });
  return { kinds, asked };
}

describe("the kinds that are served", () => {
  it("have their paths, with the namespace where they have one", async () => {
    const { kinds } = server({ resources: [{ ...pods, name: "pods/log" }, pods, nodes] });
    expect(await kinds.pathOf("v1", "Pod", "team")).toBe("/api/v1/namespaces/team/pods");
    expect(await kinds.pathOf("v1", "Pod")).toBe("/api/v1/pods");
    expect(await kinds.pathOf("v1", "Node", "team")).toBe("/api/v1/nodes");
    expect(await kinds.pathOf("apps/v1", "Node")).toBe("/apis/apps/v1/nodes");
  });

  it("are asked for once by all that ask at a time", async () => {
    const { kinds, asked } = server({ resources: [pods, nodes] });
    await Promise.all([kinds.pathOf("v1", "Pod"), kinds.pathOf("v1", "Node"), kinds.pathOf("v1", "Pod")]);
    await kinds.pathOf("v1", "Node");
    expect(asked).toEqual(["/api/v1"]);
  });

  it("are asked for again where one is missing, which may have come since", async () => {
    const { kinds, asked } = server(undefined, { resources: [pods] }, { resources: [pods, nodes] });
    expect(await kinds.pathOf("v1", "Node")).toBeUndefined();
    expect(await kinds.pathOf("v1", "Node")).toBeUndefined();
    expect(await kinds.pathOf("v1", "Node")).toBe("/api/v1/nodes");
    expect(asked).toHaveLength(3);
  });

  it("are asked for again after an error", async () => {
    const { kinds } = server(new Error("forbidden"), { resources: [pods] });
    await expect(kinds.pathOf("v1", "Pod")).rejects.toThrow("forbidden");
    expect(await kinds.pathOf("v1", "Pod")).toBe("/api/v1/pods");
  });
});
