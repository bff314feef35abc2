import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { definitionOf } from "../lib/definitions/find-schema";
import type { Manifest } from "../lib/internal/emit";
import type { Release } from "../lib/releases/release";

type ResourceClass = new (name: string, args: object, options?: pulumi.CustomResourceOptions) => pulumi.CustomResource;

/** Pulumi's type of an object: `kubernetes:apps/v1:Deployment`. */
export function typeOf({ apiVersion, kind }: Pick<Manifest, "apiVersion" | "kind">): string {
  return `kubernetes:${apiVersion.includes("/") ? apiVersion : `core/${apiVersion}`}:${kind}`;
}

/** The class of the SDK for an object's type, or the one for kinds that the SDK does not know. */
export function classOf(manifest: Manifest): ResourceClass {
  const type = typeOf(manifest);
  const [, groupVersion = "", kind = ""] = type.split(":");
  const [group = "", version = ""] = groupVersion.split("/");
  const versions = (k8s as unknown as Record<string, Record<string, Record<string, unknown>>>)[
    group.split(".")[0] ?? ""
  ];
  const known = versions?.[version]?.[kind] as (ResourceClass & { readonly __pulumiType?: string }) | undefined;
  // Groups of others may begin like one of Kubernetes' own.
  return known?.__pulumiType === type ? known : (k8s.apiextensions.CustomResource as unknown as ResourceClass);
}

/** Types that an object had under other versions of its API, so that a new version replaces nothing. */
// The SDK's own classes bring theirs.
export function aliasesOf(release: Release, { apiVersion, kind }: Manifest): pulumi.Alias[] {
  const [group = "", version = ""] = apiVersion.split("/");
  const versions = definitionOf(release, group, kind)?.definition.spec.versions ?? [];
  return versions
    .map(({ name }) => name)
    .filter((other) => other !== version)
    .map((other) => ({ type: typeOf({ apiVersion: `${group}/${other}`, kind }) }));
}
