import type { Construct } from "constructs";
import { settled } from "../lib/internal/settled";
import { sampleModels } from "./sample-models";
import type { ServingPlatformProps } from "./platform-props";
import { ServingPlatform } from "./serving-platform";

/** The platform that `npm start` and `cdk8s synth` write: everything installed, laid out for one small node. */
export function defaultPlatform(scope: Construct, props: ServingPlatformProps = {}): ServingPlatform {
  const chosen = settled({ kubernetes: "1.35", profile: "dev" } as const, props);
  const platform = new ServingPlatform(scope, "platform", chosen);
  // Samples are for trying things; a production platform gets only the models that its owners add.
  if (chosen.profile === "dev") sampleModels(platform);
  return platform;
}
