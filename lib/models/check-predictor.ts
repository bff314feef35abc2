import type { IConstruct } from "constructs";
import { invalid } from "../internal/invalid";
import { nearest } from "../internal/nearest";
import type { PlatformFacts } from "../internal/platform-facts";
import type { Model, Predictor } from "./predictor";

/** Schemes that KServe's storage initializer and modelcars read. */
const SCHEMES = ["s3", "gs", "hf", "pvc", "hdfs", "webhdfs", "http", "https", "oci", "oci+native"];

/** Throws what is certain to go wrong with a predictor on this platform. */
export function checkPredictor(scope: IConstruct, predictor: Predictor, facts: PlatformFacts): void {
  const { model, containers, minReplicas, maxReplicas, gpus, canaryTrafficPercent } = predictor;
  if ((model === undefined) === (containers === undefined)) {
    throw invalid(scope, "predictor", {
      expected: "exactly one of model and containers",
      got: model === undefined ? "neither" : "both",
      fix: "leave one of them",
    });
  }
  whole(scope, "minReplicas", minReplicas, 0);
  whole(scope, "maxReplicas", maxReplicas, 1);
  whole(scope, "gpus", gpus, 0);
  whole(scope, "containerConcurrency", predictor.containerConcurrency, 0);
  if (minReplicas !== undefined && maxReplicas !== undefined && minReplicas > maxReplicas) {
    throw invalid(scope, "minReplicas", {
      expected: `at most maxReplicas (${maxReplicas})`,
      got: minReplicas,
      fix: "raise maxReplicas",
    });
  }
  if (facts.mode === "Standard" && minReplicas === 0) {
    throw invalid(scope, "minReplicas", {
      expected: "at least 1 where an HPA scales (Standard mode)",
      got: 0,
      fix: 'mode: "Knative", which scales to zero',
    });
  }
  if (canaryTrafficPercent !== undefined) checkCanary(scope, canaryTrafficPercent, facts);
  if (predictor.pool && (gpus ?? 0) === 0) {
    throw invalid(scope, "gpus", {
      expected: `at least 1 on GPU pool ${predictor.pool.name}`,
      got: gpus,
      fix: "gpus: 1, or no pool",
    });
  }
  if (model) checkModel(scope, model, facts);
}

function checkCanary(scope: IConstruct, percent: number, { mode }: PlatformFacts): void {
  if (mode === "Standard") {
    throw invalid(scope, "canaryTrafficPercent", {
      expected: "left out in Standard mode, where KServe ignores it",
      got: percent,
      fix: 'mode: "Knative"',
    });
  }
  if (!(Number.isInteger(percent) && percent >= 0 && percent <= 100)) {
    throw invalid(scope, "canaryTrafficPercent", { expected: "a whole number from 0 to 100", got: percent, fix: "10" });
  }
}

function checkModel(scope: IConstruct, { modelFormat, storageUri, runtime }: Model, { runtimes }: PlatformFacts): void {
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

function whole(scope: IConstruct, prop: string, value: number | undefined, minimum: number): void {
  if (value === undefined || (Number.isInteger(value) && value >= minimum)) return;
  throw invalid(scope, prop, {
    expected: `a whole number of at least ${minimum}`,
    got: value,
    fix: `${prop}: ${minimum}`,
  });
}
