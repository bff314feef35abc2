import type { Container } from "../internal/pod-spec-types";
import type { Canary } from "./canary";
import type { Component } from "./component";
import type { Explainer } from "./explainer";
import type { Model, ModelFormatRef } from "./model-server";
import type { Predictor } from "./predictor";
import type { WorkerSpec } from "./worker-spec";

/** Fields whose form in KServe's schema is narrower than in our properties. */
type Narrowed = "containers" | "credentials" | "serviceAccountName" | "timeout";

/** A component in the form of KServe's schema. */
export interface ComponentSpec extends Omit<Component, Narrowed> {
  readonly containers?: readonly Container[];
  readonly serviceAccountName?: string;
  /** In seconds. */
  readonly timeout?: number;
}

/** `model` in the form of KServe's schema. */
export interface ModelSpec extends Omit<Model, "modelFormat"> {
  readonly modelFormat: ModelFormatRef;
}

/** `predictor` in the form of KServe's schema. */
export interface PredictorSpec
  extends ComponentSpec, Omit<Predictor, Narrowed | keyof Component | "model" | "workerSpec" | "gpus" | "pool"> {
  readonly model?: ModelSpec;
  readonly workerSpec?: Omit<WorkerSpec, "containers"> & { readonly containers?: readonly Container[] };
}

/** `explainer` in the form of KServe's schema. */
export interface ExplainerSpec extends ComponentSpec, Pick<Explainer, "art"> {}

/** `spec` of an InferenceService in the form of KServe's schema. */
export interface InferenceServiceSpec {
  readonly predictor: PredictorSpec;
  readonly transformer?: ComponentSpec;
  readonly explainer?: ExplainerSpec;
  readonly canary?: readonly (Omit<Canary, "predictor"> & { readonly predictor: PredictorSpec })[];
}
