import type { Construct } from "constructs";
import { ServingPlatform, type ServingPlatformProps } from "./serving-platform";

/** The platform that `npm start` and `cdk8s synth` write: everything installed, laid out for one small node. */
export function defaultPlatform(scope: Construct, props: Partial<ServingPlatformProps> = {}): ServingPlatform {
  return new ServingPlatform(scope, "platform", { kubernetes: "1.35", profile: "dev", ...props });
}
