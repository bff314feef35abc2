const SERVER_TYPE = "serving.kserve.io/server-type";

/** An image that KServe makes up from a runtime's. */
export interface ImageVariant {
  readonly image: string;
  /** Models that get it. */
  readonly models: "with a GPU" | "without a GPU";
}

interface Runtime {
  readonly kind: string;
  readonly metadata: { readonly annotations?: Readonly<Record<string, string>> };
  readonly spec?: { readonly containers?: readonly { readonly name?: string; readonly image?: string }[] };
}

/**
 * The images that no object names but models get: for a GPU KServe appends `-gpu` to the tag of three servers, and
 * without one `-cpu` to vLLM's repository. It leaves digests alone.
 */
// source: kserve v0.20.0 pkg/controller/v1beta1/inferenceservice/utils/utils.go UpdateImageTag
export function imageVariants(manifest: object): ImageVariant[] {
  const { kind, metadata, spec } = manifest as Runtime;
  if (kind !== "ClusterServingRuntime" && kind !== "ServingRuntime") return [];
  const image = spec?.containers?.find(({ name }) => name === "kserve-container")?.image ?? "";
  const [, repository, tag] = /^([^@]+)(:[\w.-]+)$/.exec(image) ?? [];
  if (repository === undefined || tag === undefined) return [];
  switch (metadata.annotations?.[SERVER_TYPE]) {
    case "tensorflow-serving":
    case "torchserve":
    case "huggingfaceserver":
      return tag.endsWith("-gpu") ? [] : [{ image: `${image}-gpu`, models: "with a GPU" }];
    case "vllmserver":
      return repository.endsWith("-cpu") ? [] : [{ image: `${repository}-cpu${tag}`, models: "without a GPU" }];
    default:
      return [];
  }
}
