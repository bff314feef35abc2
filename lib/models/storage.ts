/** One of several places that a model's files come from. */
export interface StorageUri {
  readonly uri: string;
  /** Where the files are put. @default "/mnt/models" */
  readonly mountPath?: string;
}

/**
 * A model in a store that is described in a Secret of its namespace.
 *
 * @see https://kserve.github.io/website/docs/model-serving/storage/storage-containers
 */
export interface StorageSpec {
  /** Entry of the storage Secret. @default - its entry "default", or "default_" and the type of the parameters */
  readonly key?: string;
  /** Path in the store. */
  readonly path?: string;
  /** What is said over the Secret's entry, such as `type` and `bucket`. @default - none */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Path of the model's schema in the store. Read by ModelMesh only. */
  readonly schemaPath?: string;
}

/** A model whose files are encrypted, and opened in a trusted execution environment. */
export interface Confidential {
  readonly enabled: boolean;
  /** The key's name at the key broker: `kbs:///<repository>/<type>/<tag>`. */
  readonly resourceId?: string;
}
