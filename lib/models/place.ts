import type { Construct } from "constructs";
import { invalid } from "../internal/invalid";
import { namespaceOf, platformFacts, type PlatformFacts } from "../internal/platform-facts";

/** Labels and annotations of an object. */
export interface ObjectMetadata {
  /** @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** @default - none */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** The platform that an object of KServe belongs to, which its checks need; throws outside of any. */
export function platformOf(scope: Construct, example: string): PlatformFacts {
  const facts = platformFacts(scope);
  if (facts) return facts;
  throw invalid(scope, "scope", { expected: "a construct of a ServingPlatform", got: scope.node.path, fix: example });
}

/** The namespace that was stated, or that of the chart; throws where there is neither. */
export function placeOf(scope: Construct, stated: string | undefined): string {
  const namespace = stated ?? namespaceOf(scope);
  if (namespace !== undefined) return namespace;
  throw invalid(scope, "namespace", {
    expected: "stated",
    got: undefined,
    fix: 'platform.namespace("team-a") as scope',
  });
}

/** A construct that has a place of its own for cluster-scoped objects of KServe, as a platform has. */
export interface ClusterResourceHost {
  readonly clusterResources: Construct;
}

/** Where a cluster-scoped object goes: the place for them, where the scope has one. */
export function clusterScope(scope: Construct): Construct {
  return "clusterResources" in scope ? (scope as Construct & ClusterResourceHost).clusterResources : scope;
}

/** Throws where the API server would refuse a name. */
export function checkName(scope: Construct, name: string, pattern: RegExp, expected: string): void {
  if (pattern.test(name) && name.length <= 253) return;
  throw invalid(scope, "name", { expected, got: name, fix: 'name: "my-name"' });
}

/** Labels and annotations, where there are any. */
export function described({ labels, annotations }: ObjectMetadata): ObjectMetadata {
  return { ...(labels && { labels }), ...(annotations && { annotations }) };
}
