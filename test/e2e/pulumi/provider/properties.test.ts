import { describe, expect, it } from "vitest";
import { forState, hasUnknown, plain, received, sent, withSecrets } from "./properties";

const secret = (value: unknown): object => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  value,
});

describe("properties", () => {
  it("lose the marks of secrets, and take Kubernetes' names for schema fields", () => {
    const properties = { a: secret({ b: [secret(1)] }), x_kubernetes_list_type: "map", x_other: 1 };
    expect(plain(properties)).toEqual({ a: { b: [1] }, "x-kubernetes-list-type": "map", x_other: 1 });
    expect(forState({ "x-kubernetes-list-type": "map" })).toEqual({ x_kubernetes_list_type: "map" });
  });

  it("survive a message, but for what is undefined", () => {
    const fields = { text: "a", number: 1.5, list: [null, { deep: true }], none: undefined };
    expect(received(sent(fields))).toEqual({ text: "a", number: 1.5, list: [null, { deep: true }] });
  });

  it("are unknown wherever one of their values is", () => {
    expect(hasUnknown({ a: [{ b: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" }] })).toBe(true);
    expect(hasUnknown({ a: [{ b: "04da" }] })).toBe(false);
  });

  it("make secret what was secret, a whole list for one value in it, and a Secret's data always", () => {
    const outputs = { spec: { key: "k", open: 1, list: [1, 2] }, status: {} };
    const properties = { spec: { key: secret("k"), open: 1, list: [1, secret(2)] }, gone: secret(1) };
    expect(withSecrets(outputs, properties)).toEqual({
      spec: { key: secret("k"), open: 1, list: secret([1, 2]) },
      status: {},
    });
    expect(withSecrets({ kind: "Secret", data: { a: "b" } }, {})).toEqual({ kind: "Secret", data: secret({ a: "b" }) });
  });
});
