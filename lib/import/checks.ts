import { checkNodes } from "../models/graph/check-nodes";
import type { InferenceGraphProps } from "../models/graph/inference-graph-props";
import { checkServingRuntime } from "../models/runtime/check-serving-runtime";
import type { ServingRuntimeSpec } from "../models/runtime/serving-runtime-spec";
import { checkStorageContainer } from "../models/storage-container/check-storage-container";
import type { ClusterStorageContainerProps } from "../models/storage-container/storage-container-props";
import { checkTrainedModel } from "../models/trained-model/check-trained-model";
import type { TrainedModelProps } from "../models/trained-model/trained-model-props";
import type { ImportedObject } from "./object";

/** Throws what the object's construct would refuse: with the file and the line, where that is still at hand. */
export function checkObject({ source, manifest }: ImportedObject, namespace: string): void {
  const at = source.at("spec");
  const spec: unknown = manifest.spec;
  switch (manifest.kind) {
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
