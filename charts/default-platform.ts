import type { Construct } from "constructs";
import { sampleModels } from "./sample-models";
import type { ServingPlatformProps } from "./platform-props";
import { ServingPlatform } from "./serving-platform";

/** The platform that `npm start` and `cdk8s synth` write: everything installed, laid out for one small node. */
export function defaultPlatform(scope: Construct, props: ServingPlatformProps = {}): ServingPlatform {
  const settled: ServingPlatformProps = { kubernetes: "1.35", profile: "dev", ...props };
  const platform = new ServingPlatform(scope, "platform", settled);
  // Samples are for trying things; a production platform gets only the models that its owners add.
  if (settled.profile === "dev") sampleModels(platform);
  return platform;
}
