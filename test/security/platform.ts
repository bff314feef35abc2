import type { PodSpec } from "kubernetes-types/core/v1";
import { defaultPlatform } from "../../charts/default-platform";
import { synthesize } from "../../charts/testing";
import type { Manifest } from "../../lib/internal/emit";
import { latestRelease } from "../../lib/releases";
import { titleOf } from "../parity/compare";

/** Every object of the whole platform, without the models that a program adds. */
export function platformOf(profile: "dev" | "production"): readonly Manifest[] {
  const kubernetes = latestRelease.kubernetes.max;
  return synthesize((app) => defaultPlatform(app, { profile, kubernetes, domain: "models.acme.dev" })).manifests;
}

/** The pods of one workload. */
export interface Pods {
  readonly title: string;
  readonly namespace: string | undefined;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly pod: PodSpec;
}

interface PodMaker extends Manifest {
  readonly spec?: {
    readonly template?: {
      readonly metadata: Partial<Record<"labels" | "annotations", Record<string, string>>>;
      readonly spec: PodSpec;
    };
  };
}

/** The pods of a platform's workloads. */
export function podsOf(profile: "dev" | "production"): Pods[] {
  return (platformOf(profile) as readonly PodMaker[]).flatMap((object) => {
    const { metadata, spec } = object.spec?.template ?? {};
    if (!metadata || !spec) return [];
    const { labels = {}, annotations = {} } = metadata;
    return [{ title: titleOf(object), namespace: object.metadata.namespace, labels, annotations, pod: spec }];
  });
}
