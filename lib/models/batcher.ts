/**
 * Gathers single requests into batches before the model sees them.
 *
 * @see https://kserve.github.io/website/docs/model-serving/predictive-inference/batcher
 */
export interface Batcher {
  /** Instances of one batch. @default - that of KServe's configuration, 32 */
  readonly maxBatchSize?: number;
  /** How long a request waits for others, in milliseconds. @default - that of KServe's configuration, 5000 */
  readonly maxLatency?: number;
  /** Read by no release of KServe that this package knows. In seconds. */
  readonly timeout?: number;
}
