import { kserve020 } from "./kserve-0.20";
import type { Release } from "./release";

/** Every image this package may put into an object, by the name that `images` overrides use. */
export type ImageName = keyof typeof kserve020.images;

/** The tested sets, by name. */
export const releases = { kserve020 } as const satisfies Record<string, Release<ImageName>>;

/** The set that a platform gets when it names none: the newest. */
export const latestRelease: Release<ImageName> = releases.kserve020;
