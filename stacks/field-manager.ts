import * as pulumi from "@pulumi/pulumi";
import { digestOf } from "./digest";

/** What the API server allows. source: kubernetes v1.35, apimachinery pkg/apis/meta/v1/validation: FieldManagerMaxLength */
const LONGEST = 128;

/**
 * The name under which a stack writes objects: what tells its own from those of others where the state has lost them.
 *
 * @param prefix Of the names of its resources.
 */
export function fieldManager(prefix: string): string {
  const name = ["kserve-stack", pulumi.getProject(), pulumi.getStack(), prefix.replace(/:$/, "")]
    .filter(Boolean)
    .join("/");
  if (name.length <= LONGEST) return name;
  const digest = digestOf(name);
  return `${name.slice(0, LONGEST - digest.length - 1)}-${digest}`;
}
