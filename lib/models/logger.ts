/** Where a log of requests lies, where no service takes it. */
export interface LoggerStorage {
  /** Path in the store; it may name parts of the request by KServe's placeholders. */
  readonly path?: string;
  /** Of the store: `type`, `bucket` and the like. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Key of the storage Secret. */
  readonly key?: string;
  /** @default "logger-sa" */
  readonly serviceAccountName?: string;
}

/**
 * Sends requests and responses on, as CloudEvents or into a store.
 *
 * @see https://kserve.github.io/website/docs/model-serving/predictive-inference/logger/basic-logger
 */
export interface Logger {
  /** Where the events go. @default - that of KServe's configuration */
  readonly url?: string;
  /** KServe refuses a logger without it. */
  readonly mode?: "all" | "request" | "response";
  /** Headers of a request that its event carries. @default - none */
  readonly metadataHeaders?: readonly string[];
  /** Annotations of the model that an event carries. @default - none */
  readonly metadataAnnotations?: readonly string[];
  /** @default - none: events go to `url` */
  readonly storage?: LoggerStorage;
  /** Service that turns events into what is stored. @default - none */
  readonly marshallerUrl?: string;
  /** Events that are stored at once. @default 1 */
  readonly batchSize?: number;
  /** How long a batch waits to be filled, as Go writes it ("30s"). @default - until it is full */
  readonly batchInterval?: string;
}
