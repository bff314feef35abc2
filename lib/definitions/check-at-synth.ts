import type { ApiObject } from "cdk8s";
import type { Construct } from "constructs";
import { invalidity } from "../internal/invalid";
import { violations } from "./violations";

/** Holds a construct's custom resource against upstream's full schema when the app is synthesized. */
export function checkAtSynth(construct: Construct, object: ApiObject): void {
  construct.node.addValidation({
    validate: () => violations(object.toJson() as object).map(({ path, ...what }) => invalidity(construct, path, what)),
  });
}
