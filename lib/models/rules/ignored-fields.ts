import { serversOf } from "../frameworks";
import type { Finding } from "./rule";
import { type Rule } from "./rule";

/** Fields that KServe's schema has and its controller never reads. */
export const ignoredFields: Rule = {
  refuses: "`scaleMetricType`, `batcher.timeout` and `storage.schemaPath`, which nothing reads in either mode",
  source: "kserve v0.20.0 pkg/: no reader of ScaleMetricType, Batcher.Timeout, SchemaPath outside of the API types",
  *check({ components }) {
    for (const { at, spec, predictor } of components) {
      if (spec.scaleMetricType !== undefined) yield ignored(`${at}scaleMetricType`, spec.scaleMetricType);
      if (spec.batcher?.timeout !== undefined) yield ignored(`${at}batcher.timeout`, spec.batcher.timeout);
      for (const [field, { storage }] of serversOf(predictor ?? {})) {
        if (storage?.schemaPath !== undefined) yield ignored(`${at}${field}.storage.schemaPath`, storage.schemaPath);
      }
    }
  },
};

function ignored(prop: string, got: unknown): Finding {
  return { prop, expected: "left out, since KServe does not read it", got, fix: "leave it out" };
}
