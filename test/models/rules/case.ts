import type { ServingPlatformProps } from "../../../charts/platform-props";
import type { InferenceServiceProps } from "../../../lib/models/inference-service";
import type { Predictor } from "../../../lib/models/predictor";
import { existing } from "../../../lib/releases/existing";

/** A model on a platform. */
export interface Case extends Partial<Omit<InferenceServiceProps, "predictor">> {
  readonly predictor: Predictor;
  readonly platform?: ServingPlatformProps;
}

/** A model that a rule refuses, what it says, and one that it lets through. */
export interface RuleCases {
  readonly fails: Case;
  /** Part of the finding, from the property on. */
  readonly says: string;
  readonly passes: Case;
}

export const standard: ServingPlatformProps = { mode: "Standard" };
export const keda: ServingPlatformProps = { mode: "Standard", keda: existing({ version: "2.18.0" }) };
export const model = { modelFormat: "sklearn", storageUri: "gs://acme/iris" };
export const server = { image: "ghcr.io/acme/server:1" };
