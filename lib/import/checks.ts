import { invalid } from "../internal/invalid";
import { checkNodes } from "../models/graph/check-nodes";
import type { InferenceGraphProps } from "../models/graph/inference-graph-props";
import { checkServingRuntime } from "../models/runtime/check-serving-runtime";
import type { ServingRuntimeSpec } from "../models/runtime/serving-runtime-spec";
import { checkStorageContainer } from "../models/storage-container/check-storage-container";
import type { ClusterStorageContainerProps } from "../models/storage-container/storage-container-props";
import { checkTrainedModel } from "../models/trained-model/check-trained-model";
import type { TrainedModelProps } from "../models/trained-model/trained-model-props";
import type { ImportedObject } from "./object";

interface Components {
  readonly predictor?: Scaled;
  readonly transformer?: Scaled;
  readonly explainer?: Scaled;
  readonly canary?: readonly { readonly predictor?: Scaled }[];
}

interface Scaled {
  readonly model?: { readonly modelFormat?: unknown };
  readonly autoScaling?: { readonly metrics?: readonly Readonly<Record<string, unknown>>[] };
}

/** Where each type of metric says what it is. */
const SOURCES: Readonly<Record<string, string>> = {
  Resource: "resource",
  External: "external",
  PodMetric: "podmetric",
};

/** The components of a model that it has, each with its path. */
function componentsOf({ predictor, transformer, explainer, canary = [] }: Components): [string, Scaled][] {
  const all: [string, Scaled | undefined][] = [
    ["spec.predictor", predictor],
    ["spec.transformer", transformer],
    ["spec.explainer", explainer],
    ...canary.map((second, index): [string, Scaled | undefined] => [
      `spec.canary[${index}].predictor`,
      second.predictor,
    ]),
  ];
  return all.flatMap(([at, component]) => (component ? [[at, component]] : []));
}

/** A metric is of one type, and says nothing of another: KServe reads only what its type names. */
function checkMetrics(source: ImportedObject["source"], spec: Components): void {
  for (const [at, component] of componentsOf(spec)) {
    for (const [index, metric] of (component.autoScaling?.metrics ?? []).entries()) {
      const path = `${at}.autoScaling.metrics[${index}]`;
      const own = SOURCES[String(metric.type)] ?? "";
      const others = Object.keys(metric).filter((key) => key !== "type" && key !== own);
      if (metric[own] !== undefined && others.length === 0) continue;
      throw invalid(source.at(path), path, {
        expected: `a metric of type ${String(metric.type)} that states ${own} and nothing else`,
        got: Object.keys(metric),
        fix: others.length === 0 ? `${own}: …` : `leave ${others.join(" and ")} out`,
      });
    }
  }
}

/** The schema lets a model without a format pass, and no runtime serves it then: not even one that it names. */
// source: kserve v0.20.0 pkg/apis/serving/v1beta1/predictor_model.go RuntimeSupportsModel, GetSupportingRuntimes
function checkFormats(source: ImportedObject["source"], spec: Components): void {
  for (const [at, { model }] of componentsOf(spec)) {
    if (!model || model.modelFormat !== undefined) continue;
    throw invalid(source.at(`${at}.model`), `${at}.model.modelFormat`, {
      expected: "stated, without which KServe finds no runtime",
      got: undefined,
      fix: "modelFormat: { name: sklearn }",
    });
  }
}

/** Throws what the object's construct would refuse: with the file and the line, where that is still at hand. */
export function checkObject({ source, manifest }: ImportedObject, namespace: string): void {
  const at = source.at("spec");
  const spec: unknown = manifest.spec;
  switch (manifest.kind) {
    case "InferenceService":
      checkFormats(source, spec as Components);
      checkMetrics(source, spec as Components);
      return;
    case "InferenceGraph":
      checkNodes(at, (spec as InferenceGraphProps).nodes, namespace);
      return;
    case "TrainedModel":
      checkTrainedModel(at, spec as TrainedModelProps, namespace);
      return;
    case "ServingRuntime":
    case "ClusterServingRuntime":
      checkServingRuntime(at, spec as ServingRuntimeSpec);
      return;
    case "ClusterStorageContainer":
      checkStorageContainer(at, spec as ClusterStorageContainerProps);
  }
}
