import type { Construct } from "constructs";
import type { AddonContext } from "../lib/internal/addon";
import type { PlatformFacts } from "../lib/internal/platform-facts";
import { longestTimeout } from "../lib/knative/config/defaults";
import { defaultModelResources } from "../lib/kserve/config/inference-service";
import { runtimeFacts } from "../lib/kserve/runtimes/offered";
import { isExisting } from "../lib/releases/existing";
import type { ServingPlatformProps } from "./serving-platform";

/** What the platform's options say of the models on it; of an add-on that the cluster has, as upstream ships it. */
export function modelFacts(
  scope: Construct,
  { kserve, knativeServing, runtimes }: ServingPlatformProps,
  { profile }: AddonContext,
): Pick<PlatformFacts, "runtimes" | "modelDefaults" | "maxTimeoutSeconds"> {
  const own = isExisting(kserve) ? undefined : kserve;
  const size = isExisting(kserve) ? "upstream" : profile;
  return {
    runtimes: runtimeFacts(size, runtimes),
    modelDefaults: defaultModelResources(scope, size, own?.modelDefaults),
    // How long the one that the cluster has lets a request take, a program cannot know.
    ...(!isExisting(knativeServing) && { maxTimeoutSeconds: longestTimeout(knativeServing?.config?.defaults) }),
  };
}
