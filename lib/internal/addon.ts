import type { Construct } from "constructs";
import { latestRelease, type ImageName } from "../releases";
import type { Release } from "../releases/release";
import { Images, type ImageOverrides, type RegistryMirror } from "./images";
import type { Profile } from "./profile";

/** What every add-on of a platform is told. */
export interface AddonProps {
  /** Tested set of versions. @default - the newest */
  readonly release?: Release<ImageName>;
  /** @default "production" */
  readonly profile?: Profile;
  /** Registry that every image is rewritten to. @default - upstream's registries */
  readonly registry?: RegistryMirror;
  /** Replacements for single images, by the names of the release data. @default - none */
  readonly images?: ImageOverrides;
}

/** The settled form of {@link AddonProps}. */
export interface AddonContext {
  readonly release: Release<ImageName>;
  readonly profile: Profile;
  readonly images: Images;
}

/** Settles the defaults of an add-on once. */
export function addonContext(scope: Construct, props: AddonProps): AddonContext {
  const release = props.release ?? latestRelease;
  return {
    release,
    profile: props.profile ?? "production",
    images: new Images(scope, { release, registry: props.registry, overrides: props.images }),
  };
}
