import { describe, expect, it } from "vitest";
import type { KubeObject } from "../object";
import { waitForJudge } from "./wait-for";

function thing(status: object, generation = 1): KubeObject {
  return { apiVersion: "e2e.test/v1", kind: "Thing", metadata: { name: "thing", generation }, status };
}

function judged(expression: string, object: KubeObject): string {
  const { isReady, status } = waitForJudge(expression)(object, undefined as never) as {
    isReady: boolean;
    status: string;
  };
  return isReady ? "ready" : status;
}

const conditions = (status: string, more: object = {}): object => ({
  conditions: [{ type: "Ready", status, ...more }],
});

describe("pulumi.com/waitFor", () => {
  it("wants a condition to be True unless it says otherwise, in any case of letters", () => {
    expect(judged("condition=Ready", thing(conditions("True")))).toBe("ready");
    expect(judged("condition=ready=false", thing(conditions("False")))).toBe("ready");
  });

  it("says what a condition is instead, and why", () => {
    expect(judged("condition=Ready", thing({}))).toBe("Has no .status.conditions");
    expect(judged("condition=Other", thing(conditions("True")))).toBe("Has no condition Other");
    expect(judged("condition=Ready", thing(conditions("False", { reason: "No", message: "not yet" })))).toBe(
      "Resource has condition Ready=False (want True): No: not yet",
    );
  });

  it("counts nothing that was said of an older generation", () => {
    const old = "Generation 1 is less than expected 2";
    expect(judged("condition=Ready", thing(conditions("True", { observedGeneration: 1 }), 2))).toBe(old);
    expect(judged("condition=Ready", thing({ ...conditions("True"), observedGeneration: 1 }, 2))).toBe(old);
    expect(judged("jsonpath={.kind}", thing({ observedGeneration: 1 }, 2))).toBe(old);
  });

  it("wants a path to be there, or to have a value", () => {
    expect(judged("jsonpath={.status.url}", thing({}))).toBe("{.status.url} selected nothing");
    expect(judged("jsonpath={.status.url}", thing({ url: "x" }))).toBe("ready");
    expect(judged("jsonpath={.status.n}=3", thing({ n: 3 }))).toBe("ready");
    expect(judged("jsonpath={.status.n}=4", thing({ n: 3 }))).toBe('Waiting for {.status.n}=4 (found "3")');
    expect(judged('jsonpath={.status.p[?(@.a=="b")].c}=d', thing({ p: [{ a: "b", c: "d" }] }))).toBe("ready");
  });

  it("asks with [*] for any, as the real provider does, and for none that is missing everywhere", () => {
    const webhooks = (...bundles: (string | undefined)[]): KubeObject => ({
      ...thing({}),
      webhooks: bundles.map((caBundle) => ({ clientConfig: { ...(caBundle !== undefined && { caBundle }) } })),
    });
    expect(judged("jsonpath={.webhooks[*].clientConfig.caBundle}", webhooks(undefined, "x"))).toBe("ready");
    expect(judged("jsonpath={.webhooks[*].clientConfig.caBundle}", webhooks(undefined))).toMatch("selected nothing");
  });

  it("wants every expression of a list", () => {
    const all = JSON.stringify(["condition=Ready", "jsonpath={.status.url}"]);
    expect(judged(all, thing(conditions("True")))).toBe("{.status.url} selected nothing");
    expect(judged(all, thing({ ...conditions("True"), url: "x" }))).toBe("ready");
  });

  it.each([
    ["Ready", 'expected a "jsonpath=" or "condition=" prefix, got "Ready"'],
    ["jsonpath=.status.url", ".status.url should be wrapped in brackets { ... }"],
    ["jsonpath={.a}=", 'format should be {.path}=value or {.path}, got "{.a}="'],
    ["[]", "at least one condition must be specified"],
  ])("refuses %s", (expression, message) => {
    expect(() => waitForJudge(expression)).toThrow(message);
  });
});
