import type { Container } from "../../internal/pod-spec-types";
import type { ObjectMetadata } from "../place";

/** URIs that a storage container fetches: those that start with a text, or that hold a match of a regular expression (Go's). */
export type SupportedUriFormat =
  { readonly prefix: string; readonly regex?: undefined } | { readonly regex: string; readonly prefix?: undefined };

/** Settings of a ClusterStorageContainer: `spec` in KServe's own names. */
export interface ClusterStorageContainerProps extends ObjectMetadata {
  /** @default - the construct id */
  readonly name?: string;
  /** What fetches a model: it is given the URI and the folder to write to. */
  readonly container: Container;
  readonly supportedUriFormats: readonly SupportedUriFormat[];
  /** Whether it fetches before a pod starts, or for KServe's cache of models on nodes. @default "initContainer" */
  readonly workloadType?: "initContainer" | "localModelDownloadJob";
  /** Whether it fetches several URIs at once. @default false */
  readonly supportsMultiModelDownload?: boolean;
  /** Keeps it in the cluster, but no model gets it. @default false */
  readonly disabled?: boolean;
}
