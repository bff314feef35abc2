import type { ImageName } from "./image-name";
import { kserve020 } from "./kserve-0.20";
import type { Release } from "./release";

export type { ImageName } from "./image-name";

/** Names of the tested sets. */
export type ReleaseName = "kserve020";

/** The tested sets, by name. */
export const releases: Readonly<Record<ReleaseName, Release<ImageName>>> = { kserve020 };

/** The set that a platform gets when it names none: the newest. */
export const latestRelease: Release<ImageName> = releases.kserve020;
