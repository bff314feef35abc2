import type { ISecret } from "cdk8s-plus-27";
import type { IConstruct } from "constructs";
import type { ImageName } from "../releases";
import type { Release } from "../releases/release";
import { liesIn, withoutHost } from "./image-reference";
import { invalid } from "./invalid";
import { nearest } from "./nearest";
import { nameOf } from "./resource-name";
import { stated } from "./settled";

/** A registry that holds copies of every image, for clusters that reach no public one. */
export interface RegistryMirror {
  /** Host and optional path, e.g. `registry.acme.internal/mirror`. Upstream's repository path follows it. */
  readonly mirror: string;
  /** The image pull Secret that every pod of the platform uses; it has to be in each namespace. @default - none */
  readonly pullSecret?: string | ISecret;
  /**
   * Registries, or paths of them, whose images stay where they are, e.g. `["ghcr.io/acme"]` for a team's own.
   *
   * @default - none
   */
  readonly except?: readonly string[];
}

/** Replacements for single images, by the names of the release data; what is written here is used as it is. */
export type ImageOverrides = Readonly<Partial<Record<ImageName, string>>>;

/** Where the images of a platform come from. */
export interface ImageSource {
  readonly release: Release<ImageName>;
  readonly registry?: RegistryMirror;
  readonly overrides?: ImageOverrides;
}

const REGISTRY = /^[a-z0-9][a-z0-9.-]*(:\d+)?(\/[a-z0-9._-]+)*$/;

/** The image references of a platform: upstream's, moved to the mirror, or replaced one by one. */
export class Images {
  public readonly pullSecret: string | undefined;
  readonly #source: ImageSource;
  /** Upstream's references that are replaced, and by what. */
  readonly #replaced = new Map<string, string>();

  constructor(scope: IConstruct, source: ImageSource) {
    const { registry, release, overrides = {} } = source;
    this.#source = source;
    this.pullSecret = registry?.pullSecret === undefined ? undefined : nameOf(registry.pullSecret);
    if (registry) checkRegistry(scope, registry);
    for (const [name, image] of Object.entries(stated(overrides))) {
      if (!Object.hasOwn(release.images, name)) {
        const names = Object.keys(release.images);
        const near = nearest(name, names);
        throw invalid(scope, `images["${name}"]`, {
          expected: `one of ${names.join(", ")}`,
          got: name,
          fix: near === undefined ? "name an image of the release" : `did you mean ${near}?`,
        });
      }
      this.#replaced.set(release.images[name as ImageName].image, image);
    }
  }

  /** Every name of the release. */
  public get names(): ImageName[] {
    return Object.keys(this.#source.release.images) as ImageName[];
  }

  /** The reference that objects use for this image. */
  public ref(name: ImageName): string {
    return this.#source.overrides?.[name] ?? this.#moved(this.#source.release.images[name].image);
  }

  /**
   * The reference for any image that a program writes, such as a model's: the release's own as {@link ref} gives it, any
   * other moved to the mirror where there is one. Digests and tags stay.
   */
  public mirrored(image: string): string {
    const replacement = this.#replaced.get(image);
    if (replacement !== undefined) return replacement;
    return [...this.#replaced.values()].includes(image) ? image : this.#moved(image);
  }

  #moved(image: string): string {
    const { registry } = this.#source;
    if (!registry) return image;
    const stays = [registry.mirror, ...(registry.except ?? [])].some((place) => liesIn(image, place));
    return stays ? image : `${registry.mirror}/${withoutHost(image)}`;
  }
}

function checkRegistry(scope: IConstruct, { mirror, except = [] }: RegistryMirror): void {
  for (const [prop, place, fix] of [
    ["registry.mirror", mirror, (right: string) => `registry: { mirror: "${right}" }`],
    ...except.map((entry) => ["registry.except", entry, (right: string) => `except: ["${right}"]`] as const),
  ] as const) {
    if (REGISTRY.test(place)) continue;
    throw invalid(scope, prop, {
      expected: "a registry host with an optional path, without scheme and trailing slash",
      got: place,
      fix: fix(place.replace(/^[a-z]+:\/\//, "").replace(/\/+$/, "") || "registry.example.com"),
    });
  }
}
