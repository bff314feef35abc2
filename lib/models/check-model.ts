import type { IConstruct } from "constructs";
import { invalid } from "../internal/invalid";
import { nearest } from "../internal/nearest";
import type { PlatformFacts } from "../internal/platform-facts";
import type { Model } from "./predictor";

/** Schemes that KServe's storage initializer and modelcars read. */
const SCHEMES = ["s3", "gs", "hf", "pvc", "hdfs", "webhdfs", "http", "https", "oci", "oci+native"];

/** Throws where no runtime of the platform serves a model, or KServe does not read its storage. */
export function checkModel(
  scope: IConstruct,
  { modelFormat, storageUri, runtime }: Model,
  { runtimes }: PlatformFacts,
): void {
  if (storageUri !== undefined) {
    const scheme = /^([a-z0-9+]+):\/\//.exec(storageUri)?.[1];
    if (scheme === undefined || !SCHEMES.includes(scheme)) {
      const near = nearest(scheme ?? "", SCHEMES);
      throw invalid(scope, "model.storageUri", {
        expected: `a URI with one of ${SCHEMES.map((known) => `${known}://`).join(" ")}`,
        got: storageUri,
        fix: near === undefined ? 'storageUri: "gs://bucket/path"' : `did you mean ${near}://?`,
      });
    }
  }
  // A named runtime may be one of the cluster's own, which the program cannot know.
  if (runtime !== undefined) return;
  const { name, version } = typeof modelFormat === "string" ? { name: modelFormat, version: undefined } : modelFormat;
  const offered = runtimes.flatMap(({ formats }) => formats).filter(({ autoSelect }) => autoSelect);
  const versions = offered.filter((format) => format.name === name).map((format) => format.version);
  if (versions.length === 0) {
    const names = [...new Set(offered.map((format) => format.name))].sort();
    const near = nearest(name, names);
    throw invalid(scope, "model.modelFormat", {
      expected: `one that an installed runtime serves by itself (${names.join(", ")})`,
      got: name,
      fix: near === undefined ? "name a runtime that serves it: model.runtime" : `did you mean ${near}?`,
    });
  }
  if (version !== undefined && !versions.includes(version)) {
    throw invalid(scope, "model.modelFormat.version", {
      expected: `one of ${[...new Set(versions)].join(", ")} for ${name}`,
      got: version,
      fix: "leave the version out, or name a runtime: model.runtime",
    });
  }
}
