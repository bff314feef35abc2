import type { ApiObject } from "cdk8s";
import type { Construct } from "constructs";
import { invalidity } from "../internal/invalid";
import { platformFacts } from "../internal/platform-facts";
import { violations } from "./violations";

/**
 * Holds a construct's custom resource against upstream's full schema when the app is synthesized: the schema of the
 * platform's release, or of the newest outside of any platform.
 */
export function checkAtSynth(construct: Construct, object: ApiObject): void {
  construct.node.addValidation({
    validate: () =>
      violations(object.toJson() as object, platformFacts(construct)?.release).map(({ path, ...what }) =>
        invalidity(construct, path, what),
      ),
  });
}
