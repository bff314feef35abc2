import type { Quantity } from "../../internal/quantity";
import type { InferenceService } from "../inference-service";
import type { ObjectMetadata } from "../place";

/** A model that a multi-model server loads beside others. */
export interface TrainedModelSource {
  /** `s3://`, `gs://`, `https://` or `http://`: what KServe's agent fetches. */
  readonly storageUri: string;
  /** e.g. "sklearn", "tensorflow", "onnx": whatever the server knows. */
  readonly framework: string;
  /** The most that the model takes of the server's memory; KServe refuses a change of it. */
  readonly memory: Quantity;
}

/** Settings of a TrainedModel: `spec` in KServe's own names. */
export interface TrainedModelProps extends ObjectMetadata {
  /** @default - the construct id */
  readonly name?: string;
  /** @default - the namespace of the platform's chart */
  readonly namespace?: string;
  /** The multi-model server that loads it, in the same namespace: the object, or its name where others emit it. */
  readonly inferenceService: InferenceService | string;
  readonly model: TrainedModelSource;
}
