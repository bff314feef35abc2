import * as pulumi from "@pulumi/pulumi";
import type { IResolver, ResolutionContext } from "cdk8s";
import { placeholderOf } from "./from-output";

/** Lets Outputs stand as they are in the fields of any `ApiObject`. */
export class OutputResolver implements IResolver {
  public resolve(context: ResolutionContext): void {
    if (pulumi.Output.isInstance(context.value)) context.replaceValue(placeholderOf(context.value));
  }
}
