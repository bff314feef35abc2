import { describe, expect, it } from "vitest";
import { crds } from "../../lib/definitions/definitions";
import { foldSchema, terse } from "../../lib/definitions/fold";
import { FOLDS } from "../../lib/definitions/folds";
import type { Schema } from "../../lib/definitions/schema";
import { violationsOf } from "../../lib/definitions/violations";
import { corpus, fullSchema, mutants, type Mutant } from "./corpus";

const full = fullSchema("full");
const folded = fullSchema("folded");
const all = mutants(full).filter(({ manifest }) => violationsOf(manifest, full).length > 0);
const share = (some: readonly Mutant[]): number =>
  some.filter(({ manifest }) => violationsOf(manifest, folded).length > 0).length / some.length;

describe("the fold plan", () => {
  it("keeps every definition within 235,000 bytes", () => {
    const tooLong = crds("kserve-0.20.0", "folded").filter((each) => Buffer.byteLength(JSON.stringify(each)) > 235_000);
    expect(tooLong.map(({ metadata }) => metadata.name)).toEqual([]);
  });

  it("refuses nothing that the full schema accepts, with every field at every place", () => {
    const samples = corpus(full);
    expect(samples.length).toBeGreaterThan(200);
    expect(samples.flatMap(({ manifest }) => violationsOf(manifest, full))).toEqual([]);
    expect(samples.flatMap(({ manifest }) => violationsOf(manifest, folded))).toEqual([]);
  });

  it("refuses at least 99 % of misspelt keys where people write them", () => {
    expect(share(all.filter(({ isWritten }) => isWritten))).toBeGreaterThanOrEqual(0.99);
  });

  it("refuses a misspelling of at least 99 % of the distinct fields in one place or more", () => {
    const fields = new Map<string, Mutant[]>();
    for (const mutant of all) fields.set(mutant.field, [...(fields.get(mutant.field) ?? []), mutant]);
    const checked = [...fields.values()].filter((places) => share(places) > 0);
    expect(checked.length / fields.size).toBeGreaterThanOrEqual(0.99);
  });

  it("checks predictor, transformer and explainer to the last field", () => {
    expect(share(all.filter(({ region }) => region === "serving"))).toBe(1);
  });

  it("keeps KServe's own defaults", () => {
    const defaults = (schema: Schema): string[] => JSON.stringify(schema).match(/"default":"\/mnt\/models"/g) ?? [];
    expect(defaults(folded)).toHaveLength(defaults(full).length);
  });

  it.each(FOLDS)("opens something at $crd $path", (fold) => {
    const [definition] = crds("kserve-0.20.0", "full", [fold.crd]);
    const changed = definition?.spec.versions.filter(({ schema: { openAPIV3Schema: schema } }) => {
      return JSON.stringify(foldSchema(schema, fold)) !== JSON.stringify(schema);
    });
    expect(changed?.length).toBeGreaterThan(0);
  });

  it("says so when a fold names a value that cannot be open", () => {
    const schema: Schema = { type: "object", properties: { name: { type: "string" } } };
    expect(() => foldSchema(schema, { crd: "", path: "name", reason: "" })).toThrow(
      "a fold opens an object or a list of objects, not string",
    );
  });

  it("drops only keywords that say what holds anyway", () => {
    const port: Schema = { "x-kubernetes-int-or-string": true, anyOf: [{ type: "integer" }, { type: "string" }] };
    expect(terse(port)).toEqual({ "x-kubernetes-int-or-string": true });
    expect(terse({ type: "array", "x-kubernetes-list-type": "atomic" })).toEqual({ type: "array" });
    expect(terse({ type: "array", "x-kubernetes-list-type": "set" })).toHaveProperty("x-kubernetes-list-type", "set");
    expect(terse({ anyOf: [{ required: ["a"] }] })).toEqual({ anyOf: [{ required: ["a"] }] });
  });
});
