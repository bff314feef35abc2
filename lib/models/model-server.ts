import type { UnnamedContainer } from "../internal/pod-spec-types";
import type { ProtocolVersion } from "../internal/protocol-version";
import type { Confidential, StorageSpec } from "./storage";

/** What a model server that a runtime brings is told: where its model lies, and what of its container is said over the runtime's. */
export interface ModelServer extends UnnamedContainer {
  /** KServe refuses it in a predictor; its schema wants one in a canary, where `kserve-container` is written. */
  readonly name?: string;
  /** e.g. `gs://bucket/path`, `s3://…`, `hf://…`, `pvc://…`, `oci://…`, `https://…`. */
  readonly storageUri?: string;
  /** The model's place in a store that a Secret describes, in place of `storageUri`. */
  readonly storage?: StorageSpec;
  /** Tag of the server's image. @default - the runtime's */
  readonly runtimeVersion?: string;
  /** @default - the one that KServe takes for the runtime */
  readonly protocolVersion?: ProtocolVersion;
  /** @default - none */
  readonly confidential?: Confidential;
}

/** The format of a model. */
export interface ModelFormatRef {
  readonly name: string;
  /** Major version. @default - any that a runtime serves */
  readonly version?: string;
}

/** Where a model lies, in what format, and what serves it. */
export interface Model extends ModelServer {
  /** A format that a runtime serves, e.g. `sklearn`; with a version, `{ name: "sklearn", version: "1" }`. */
  readonly modelFormat: string | ModelFormatRef;
  /** Name of a ServingRuntime or ClusterServingRuntime. @default - chosen by KServe for the format */
  readonly runtime?: string;
}

/**
 * The fields that are named for frameworks: the way to state a model before `model` with its `modelFormat`, which KServe
 * turns them into.
 */
export interface Frameworks {
  readonly sklearn?: ModelServer;
  readonly xgboost?: ModelServer;
  readonly tensorflow?: ModelServer;
  readonly pytorch?: ModelServer;
  readonly triton?: ModelServer;
  readonly onnx?: ModelServer;
  readonly huggingface?: ModelServer;
  readonly pmml?: ModelServer;
  readonly lightgbm?: ModelServer;
  readonly paddle?: ModelServer;
}
