import type { IConstruct } from "constructs";
import type { ImageName } from "../releases";
import type { Release } from "../releases/release";
import { invalid } from "./invalid";

/** A registry that holds copies of every image, for clusters that reach no public one. */
export interface RegistryMirror {
  /** Host and optional path, e.g. `registry.acme.internal/mirror`. Upstream's repository path follows it. */
  readonly mirror: string;
  /** Name of the image pull Secret that every pod of the platform uses. @default - none */
  readonly pullSecret?: string;
}

/** Replacements for single images, by the names of the release data. */
export type ImageOverrides = Readonly<Partial<Record<ImageName, string>>>;

/** Where the images of a platform come from. */
export interface ImageSource {
  readonly release: Release<ImageName>;
  readonly registry?: RegistryMirror;
  readonly overrides?: ImageOverrides;
}

/** The image references of a platform: upstream's, moved to the mirror, or replaced one by one. */
export class Images {
  public readonly pullSecret: string | undefined;
  readonly #source: ImageSource;

  constructor(scope: IConstruct, source: ImageSource) {
    this.#source = source;
    this.pullSecret = source.registry?.pullSecret;
    const mirror = source.registry?.mirror;
    if (mirror !== undefined && !/^[a-z0-9][a-z0-9.-]*(:\d+)?(\/[a-z0-9._-]+)*$/.test(mirror)) {
      throw invalid(scope, "registry.mirror", {
        expected: "a registry host with an optional path, without scheme and trailing slash",
        got: mirror,
        fix: `registry: { mirror: "${mirror.replace(/^[a-z]+:\/\//, "").replace(/\/+$/, "") || "registry.example.com"}" }`,
      });
    }
    for (const name of Object.keys(source.overrides ?? {})) {
      if (!(name in source.release.images)) {
        throw invalid(scope, `images["${name}"]`, {
          expected: `one of ${Object.keys(source.release.images).join(", ")}`,
          got: name,
          fix: "name an image of the release",
        });
      }
    }
  }

  /** Every name of the release. */
  public get names(): ImageName[] {
    return Object.keys(this.#source.release.images) as ImageName[];
  }

  /** The reference that objects use for this image. */
  public ref(name: ImageName): string {
    return this.#source.overrides?.[name] ?? this.mirrored(this.#source.release.images[name].image);
  }

  /** Any reference, moved to the mirror where there is one; digests and tags stay. */
  public mirrored(image: string): string {
    const mirror = this.#source.registry?.mirror;
    if (mirror === undefined || image.startsWith(`${mirror}/`)) return image;
    return `${mirror}/${repositoryPath(image)}`;
  }
}

/** The reference without its registry host: a first segment with a dot or a port, or "localhost", is a host. */
function repositoryPath(image: string): string {
  const [first = "", ...rest] = image.split("/");
  return rest.length > 0 && (/[.:]/.test(first) || first === "localhost") ? rest.join("/") : image;
}
