import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "prettier";
import { beforeAll, describe, expect, it } from "vitest";
import { mistakes, run, type Outcome } from "../docs/programs";
import { corpusFiles, corpusFolder, objectsOf, programOf } from "./corpus";
import { expected } from "./expected";

const files = corpusFiles();
const programs = files.map(programOf);
let wrong: ReadonlyMap<string, string>;
let outcomes: ReadonlyMap<string, Outcome>;

beforeAll(() => {
  wrong = mistakes(programs);
  outcomes = run(programs);
}, 300_000);

describe("the corpus", () => {
  it("is of all kinds, and not small", () => {
    expect(files.length).toBeGreaterThanOrEqual(80);
    const kinds = new Set(files.flatMap(({ text }) => objectsOf(text)).map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(
      expect.arrayContaining([
        "ClusterServingRuntime",
        "ClusterStorageContainer",
        "InferenceGraph",
        "InferenceService",
        "ServingRuntime",
        "TrainedModel",
      ]),
    );
  });
});

describe.each(programs)("the program of $title", ({ title, file, code, typed, patched }) => {
  it("compiles", () => {
    expect(wrong.get(file)).toBe("");
  });

  it("makes the objects of the file", () => {
    const outcome = outcomes.get(file);
    expect(outcome?.error).toBe("");
    const made = objectsOf(outcome?.written ?? "");
    const text = readFileSync(join(corpusFolder, title), "utf8");
    // What KFServing's objects become is stated beside them.
    const other = join(corpusFolder, title.replace(".yaml", ".expected.yml"));
    const asked = objectsOf(existsSync(other) ? readFileSync(other, "utf8") : text).filter(
      ({ kind }) => kind !== "Secret",
    );
    expect(sorted(made)).toEqual(sorted(asked.map(expected)));
  });

  it("sets every field by a property", () => {
    expect(patched).toBe(0);
    expect(typed).toBeGreaterThanOrEqual(title.startsWith("others/") ? 0 : 2);
    expect(code).not.toContain("JsonPatch");
  });

  it("is laid out as prettier does it", async () => {
    expect(await format(code, { parser: "typescript", printWidth: 120 })).toBe(code);
  });
});

/** Objects in an order of their own, since a program makes some before others. */
function sorted(objects: readonly Record<string, unknown>[]): object[] {
  const identity = ({ kind, metadata }: Record<string, unknown>): string => {
    const { namespace, name } = metadata as { namespace?: string; name: string };
    return `${String(kind)} ${namespace ?? ""}/${name}`;
  };
  return [...objects].sort((a, b) => (identity(a) < identity(b) ? -1 : 1));
}
