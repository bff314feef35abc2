import { describe, expect, it } from "vitest";
import { toState } from "./checkpoint";
import { diff, type DiffResult } from "./diff";
import type { Fields, KubeObject } from "./object";
import { settingsOf } from "./settings";

interface Sides {
  readonly before: Fields;
  /** What the cluster has; the program's fields unless stated. */
  readonly live?: Fields;
  readonly wanted: Fields;
  readonly settings?: Record<string, string>;
  readonly ignoreChanges?: string[];
}

function compared({ before, live = before, wanted, settings = {}, ignoreChanges = [] }: Sides): Promise<DiffResult> {
  const inputs = before as KubeObject;
  const olds = toState({ live: live as KubeObject, inputs, fieldManager: "m" }, {});
  const variables = new Map(Object.entries(settings).map(([name, value]) => [`kubernetes:config:${name}`, value]));
  return diff({ olds, news: wanted, ignoreChanges, client: undefined, settings: settingsOf(variables, {}) });
}

async function changes(sides: Sides): Promise<string[]> {
  const { properties } = await compared(sides);
  return properties.map(({ kind, text, isReplacing }) => `${isReplacing ? "replace" : kind} ${text}`);
}

const configMap = (data: Fields, more: Fields = {}): Fields => ({
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name: "a", namespace: "n" },
  data,
  ...more,
});
const custom = (spec: Fields, metadata: Fields = {}): Fields => ({
  apiVersion: "e2e.test/v1",
  kind: "Thing",
  metadata: { name: "a", namespace: "n", ...metadata },
  spec,
});
const deployment = (spec: Fields): Fields => ({
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "a", namespace: "n" },
  spec,
});
const mutable = { enableConfigMapMutable: "true" };

describe("a diff", () => {
  it("names what was added, changed and removed", async () => {
    const sides = { before: custom({ a: 1, b: { c: 1 }, "x.y": 1 }), wanted: custom({ a: 2, d: 1, b: {} }) };
    expect(await changes(sides)).toEqual(["update spec.a", "delete spec.b.c", 'delete spec["x.y"]', "add spec.d"]);
  });

  it("compares with the cluster as it was seen, of the fields that the program set", async () => {
    const before = custom({ a: 1, list: [{ x: 1 }] });
    const live = custom({ a: 5, list: [{ x: 1, defaulted: true }], defaulted: 1 });
    expect(await changes({ before, live, wanted: before })).toEqual(["update spec.a"]);
  });

  it("calls a field that the API server dropped a difference of a custom resource, whose type nobody knows", async () => {
    const before = custom({ a: 1 }, { annotations: {} });
    expect(await changes({ before, live: custom({ a: 1 }), wanted: before })).toEqual(["add metadata.annotations"]);
  });

  it("forgives what the API server makes of zeroes and quantities of its own kinds, while the program stays", async () => {
    const before = deployment({
      paused: false,
      template: { containers: [{ resources: { limits: { cpu: "1000m" } } }] },
    });
    const live = deployment({ template: { containers: [{ resources: { limits: { cpu: "1" } } }] } });
    expect(await changes({ before, live, wanted: before })).toEqual([]);
    const wanted = deployment({ paused: true, template: { containers: [{ resources: { limits: { cpu: "1" } } }] } });
    expect(await changes({ before, live, wanted })).toEqual(["add spec.paused"]);
    const other = custom({ limits: { cpu: "1000m" } });
    expect(await changes({ before: other, live: custom({ limits: { cpu: "1" } }), wanted: other })).toEqual([
      "update spec.limits.cpu",
    ]);
  });

  it("takes stringData for the data that it becomes", async () => {
    const secret = (fields: Fields): Fields => ({
      apiVersion: "v1",
      kind: "Secret",
      metadata: { name: "a" },
      ...fields,
    });
    const live = secret({ data: { k: "dg==" } });
    const before = secret({ stringData: { k: "v" } });
    expect(await changes({ before, live, wanted: before })).toEqual([]);
    expect(await changes({ before, live, wanted: secret({ stringData: { k: "w" } }) })).toEqual(["replace data.k"]);
  });

  it("leaves out what the program ignores", async () => {
    const sides = { before: deployment({ replicas: 1, a: 1 }), wanted: deployment({ replicas: 2, a: 2 }) };
    expect(await changes({ ...sides, ignoreChanges: ["spec.replicas"] })).toEqual(["update spec.a"]);
  });

  it.each([
    ["a ConfigMap's data", configMap({ a: "1" }), configMap({ a: "2" }), {}, "replace data.a"],
    ["a mutable ConfigMap's", configMap({ a: "1" }), configMap({ a: "2" }), mutable, "update data.a"],
    [
      "an immutable one's, mutable or not",
      configMap({ a: "1" }, { immutable: true }),
      configMap({ a: "2" }, { immutable: true }),
      mutable,
      "replace data.a",
    ],
    [
      "a selector",
      deployment({ selector: { matchLabels: { a: "1" } } }),
      deployment({ selector: { matchLabels: { a: "2" } } }),
      {},
      "replace spec.selector.matchLabels.a",
    ],
    [
      "a template",
      deployment({ template: { a: 1 } }),
      deployment({ template: { a: 2 } }),
      {},
      "update spec.template.a",
    ],
    ["a custom resource's spec", custom({ selector: 1 }), custom({ selector: 2 }), {}, "update spec.selector"],
    ["a namespace", custom({}), custom({}, { namespace: "other" }), {}, "replace metadata.namespace"],
  ])("replaces where it must: %s", async (_, before, wanted, settings, expected) => {
    expect(await changes({ before, wanted, settings })).toEqual([expected]);
  });

  it("removes the old object first where the new one has its name", async () => {
    const same = await compared({ before: configMap({ a: "1" }), wanted: configMap({ a: "2" }) });
    expect(same.isDeleteBeforeReplace).toBe(true);
    const other = await compared({ before: custom({}), wanted: custom({}, { namespace: "other" }) });
    expect(other.isDeleteBeforeReplace).toBe(false);
    const metadata = { name: "a-123", annotations: { "pulumi.com/autonamed": "true" } };
    const [before, wanted] = ["1", "2"].map((a) => configMap({ a }, { metadata }));
    expect((await compared({ before: before ?? {}, wanted: wanted ?? {} })).isDeleteBeforeReplace).toBe(false);
  });
});
