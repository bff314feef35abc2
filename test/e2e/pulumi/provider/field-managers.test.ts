import { describe, expect, it } from "vitest";
import { isStillCreators, takeOver, withoutIgnored } from "./field-managers";
import type { KubeObject, ManagedFields } from "./object";

const entry = (
  manager: string,
  operation: "Apply" | "Update",
  fieldsV1: object,
  subresource?: string,
): ManagedFields => ({
  manager,
  operation,
  fieldsV1: fieldsV1 as Record<string, unknown>,
  ...(subresource !== undefined && { subresource }),
});

function live(...managedFields: ManagedFields[]): KubeObject {
  const metadata = { name: "a", resourceVersion: "7", managedFields };
  return { apiVersion: "v1", kind: "ConfigMap", metadata, spec: { replicas: 3, other: 1 } };
}

describe("field managers", () => {
  it("take over what creation and kubectl wrote, and leave the rest as it is", () => {
    const others = [entry("controller", "Update", { "f:x": {} }), entry("kubectl", "Update", { "f:s": {} }, "status")];
    const object = live(
      entry("pulumi-kubernetes", "Update", { "f:spec": { "f:a": {} } }),
      entry("kubectl", "Apply", { "f:spec": { "f:b": {} } }),
      ...others,
    );
    const merged = entry("m", "Apply", { "f:spec": { "f:a": {}, "f:b": {} } });
    expect(takeOver(object, "m")).toEqual([
      { op: "replace", path: "/metadata/managedFields", value: [...others, merged] },
      { op: "replace", path: "/metadata/resourceVersion", value: "7" },
    ]);
    expect(takeOver(live(entry("m", "Apply", {}), ...others), "m")).toEqual([]);
  });

  it("tell what was created, and not updated since", () => {
    expect(isStillCreators(live(entry("pulumi-kubernetes", "Update", {})))).toBe(true);
    expect(isStillCreators(live(entry("pulumi-kubernetes-1", "Apply", {}), entry("kubectl", "Update", {})))).toBe(
      false,
    );
  });

  it("do not send an ignored field that another has, and send another one as it is", () => {
    const wanted: KubeObject = { ...live(), spec: { replicas: 1, other: 2 } };
    const theirs = entry("hpa", "Update", { "f:spec": { "f:replicas": {} } });
    const ours = entry("m", "Apply", { "f:spec": { "f:other": {}, "f:replicas": {} } });
    expect(withoutIgnored(wanted, live(theirs), "m", ["spec.replicas"])["spec"]).toEqual({ other: 2 });
    expect(withoutIgnored(wanted, live(theirs, ours), "m", ["spec.replicas"])["spec"]).toEqual({
      replicas: 3,
      other: 2,
    });
  });
});
