import type { Component } from "./component";

/**
 * What changes requests before the predictor and responses after it: a server of one's own.
 *
 * @see https://kserve.github.io/website/docs/model-serving/predictive-inference/transformers/custom-transformer
 */
export type Transformer = Component;
