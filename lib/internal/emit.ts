import { ApiObject } from "cdk8s";
import type { Construct } from "constructs";
import type { ObjectMeta } from "kubernetes-types/meta/v1";
import { checkAtSynth } from "../definitions/check-at-synth";
import { remember } from "./program-objects";

/** Any Kubernetes object as plain data; `metadata.name` is always explicit, so that moving a construct renames nothing. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMeta & { readonly name: string };
}

/** Labels that tell upstream's tools and people which add-on an object belongs to. */
export type Labels = Readonly<Record<string, string>>;

/**
 * Adds one object under a construct.
 *
 * The construct id follows from kind, namespace and name, so that two objects with one identity collide at once. A custom
 * resource is held against its schema when the app is synthesized, and then against what else is asked of it.
 */
export function emit(scope: Construct, manifest: object, also?: (manifest: object) => string[]): ApiObject {
  const object = manifest as Manifest;
  const { name, namespace } = object.metadata;
  const id = [object.kind, namespace, name].filter((part) => part !== undefined).join(":");
  const made = new ApiObject(scope, id, object);
  checkAtSynth(scope, made, also);
  remember(made);
  return made;
}
