import { describe, expect, it } from "vitest";
import { importYaml } from "../../lib/import/import";
import { mistakes, run } from "../docs/programs";
import { corpusFiles, objectsOf, runnable } from "./corpus";
import { everyField, fieldsOf, fieldsSet, kinds, schemaOf, type Kind } from "./fields";

const byHand = corpusFiles().flatMap(({ text }) => objectsOf(text));
const generated = everyField();

describe("the corpus and the objects of all pod fields", () => {
  it.each(Object.keys(kinds) as Kind[])("set every field that KServe's schema has of %s", (kind) => {
    const schema = schemaOf(kind);
    const set = new Set(
      [...byHand, ...generated]
        .filter((object) => object.kind === kind && String(object.apiVersion).startsWith("serving.kserve.io/"))
        .flatMap((object) => fieldsSet(object, schema)),
    );
    expect(fieldsOf(kind).filter((field) => !set.has(field))).toEqual([]);
  });

  it("set KServe's own fields in files written by hand", () => {
    const schema = schemaOf("InferenceService");
    const set = new Set(
      byHand.flatMap((object) => (object.kind === "InferenceService" ? fieldsSet(object, schema) : [])),
    );
    const own = fieldsOf("InferenceService").filter((field) =>
      /^spec\.predictor\.(logger|batcher|autoScaling|model\.(storage|confidential|modelFormat)|workerSpec\.\w+Size|storageUris|canary\w*|scale\w*|\w+Replicas|timeout|containerConcurrency|storageContainerName)(\.|$)/.test(
        field,
      ),
    );
    // What nothing reads, and a rule therefore refuses; and targets that a metric of this type does not have.
    const ignored =
      /scaleMetricType|batcher\.timeout|storage\.schemaPath|behavior\.scale\w+\.(policies|selectPolicy|tolerance)|(external|podmetric)\.target\.average|resource\.target\.value/;
    expect(own.filter((field) => !set.has(field) && !ignored.test(field))).toEqual([]);
  });
});

describe("an import of all fields", () => {
  const text = JSON.stringify({ apiVersion: "v1", kind: "List", items: generated });
  const imported = importYaml([{ name: "all.yaml", text }]);
  const program = runnable("all.yaml", imported.code);

  it("sets each by a property", () => {
    expect(imported.patched).toBe(0);
    expect(imported.typed).toBeGreaterThan(fieldsOf("InferenceService").length);
    expect(imported.code).not.toContain("JsonPatch");
  });

  it("compiles against the types of the package", () => {
    expect(mistakes([program]).get(program.file)).toBe("");
  }, 300_000);

  it("makes the same objects", () => {
    const recorded = { ...program, code: program.code.replace('"../../charts/index"', '"./recorder"') };
    const outcome = run([recorded]).get(recorded.file);
    expect(outcome?.error).toBe("");
    const made = new Map(objectsOf(outcome?.written ?? "").map((object) => [key(object), object]));
    expect(made.size).toBe(generated.length);
    for (const object of generated) expect(made.get(key(object))?.spec, key(object)).toEqual(object.spec);
  }, 300_000);
});

function key({ kind, metadata }: Record<string, unknown>): string {
  return `${String(kind)} ${(metadata as { name: string }).name}`;
}
