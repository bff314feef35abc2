import { Duration } from "cdk8s";
import type { Quantity } from "../../internal/quantity";
import { amount, duration, flag, list, oneOf, text, yaml, type Settings } from "./setting";

/** Revisions that a runtime class is for, by their labels. */
export interface KnativeRuntimeClassSelector {
  /** @default - every revision */
  readonly selector?: Readonly<Record<string, string>>;
}

/** ConfigMap `config-deployment`: how revisions become Deployments. */
export interface KnativeDeploymentConfig {
  /**
   * Registries whose tags are not resolved to digests, for registries that the controller cannot reach.
   *
   * They come beside those that the platform sets: the ones that upstream's KServe names, Knative's own, and the mirror.
   */
  readonly "registries-skipping-tag-resolving"?: readonly string[];
  /** @default 10 s */
  readonly "digest-resolution-timeout"?: Duration;
  /** How long a revision may take to its first ready pod; large models take long to load. @default 20 min */
  readonly "progress-deadline"?: Duration;
  /** CPU request of the queue-proxy beside each model. @default 25m */
  readonly "queue-sidecar-cpu-request"?: Quantity;
  /** @default - none, or 1 with `queueproxy.resource-defaults` */
  readonly "queue-sidecar-cpu-limit"?: Quantity;
  /** @default - none, or 400Mi with `queueproxy.resource-defaults` */
  readonly "queue-sidecar-memory-request"?: Quantity;
  /** @default - none, or 800Mi with `queueproxy.resource-defaults` */
  readonly "queue-sidecar-memory-limit"?: Quantity;
  /** @default - none */
  readonly "queue-sidecar-ephemeral-storage-request"?: Quantity;
  /** @default - none */
  readonly "queue-sidecar-ephemeral-storage-limit"?: Quantity;
  /** Audiences that the queue-proxy gets a token for. @default - none */
  readonly "queue-sidecar-token-audiences"?: readonly string[];
  /** CA certificate, in PEM, that the queue-proxy trusts beside the system's. @default - none */
  readonly "queue-sidecar-rootca"?: string;
  /** Whether pods of a revision keep apart on nodes. @default "prefer-spread-revision-over-nodes" */
  readonly "default-affinity-type"?: "none" | "prefer-spread-revision-over-nodes";
  /** Runtime classes by name, and which revisions get each; the most specific selector wins. @default - none */
  readonly "runtime-class-name"?: Readonly<Record<string, KnativeRuntimeClassSelector>>;
  /** Whether a pod without a node counts as one that will get one, where nodes are made on demand. @default false */
  readonly "pod-is-always-schedulable"?: boolean;
}

// source: knative/serving knative-v1.21.1 pkg/deployment/config.go
export const DEPLOYMENT: Settings<KnativeDeploymentConfig> = {
  "registries-skipping-tag-resolving": list,
  "digest-resolution-timeout": duration("Duration.seconds(10)", { above: 0, expected: "a Duration above 0" }),
  "progress-deadline": duration("Duration.minutes(20)", {
    above: 0,
    whole: true,
    expected: "a Duration of whole seconds above 0",
  }),
  "queue-sidecar-cpu-request": amount("25m"),
  "queue-sidecar-cpu-limit": amount("1"),
  "queue-sidecar-memory-request": amount("400Mi"),
  "queue-sidecar-memory-limit": amount("800Mi"),
  "queue-sidecar-ephemeral-storage-request": amount("512Mi"),
  "queue-sidecar-ephemeral-storage-limit": amount("1Gi"),
  "queue-sidecar-token-audiences": list,
  "queue-sidecar-rootca": text("-----BEGIN CERTIFICATE-----…"),
  "default-affinity-type": oneOf("prefer-spread-revision-over-nodes", "none"),
  "runtime-class-name": yaml("selectors by the names of runtime classes", "{ kata: {} }", (classes) =>
    Object.keys(classes).every((name) => /^([a-z0-9]([-a-z0-9.]*[a-z0-9])?)?$/.test(name)),
  ),
  "pod-is-always-schedulable": flag,
};

/** Time for the first pull of a large model, which Knative's own ten minutes are short for. */
export const PROGRESS_DEADLINE = Duration.minutes(20);

/** What upstream's KServe names, then Knative's own, which any list of ours would replace. */
// source: kserve v0.20.0 hack/setup; knative/serving knative-v1.21.1 pkg/deployment/config.go
const SKIPPED = ["nvcr.io", "index.docker.io", "kind.local", "ko.local", "dev.local"];

/** Every registry whose tags stay tags: the fixed ones, the mirror's, the user's. */
export function skippedRegistries(mirror: string | undefined, stated: readonly string[] = []): readonly string[] {
  const host = mirror?.split("/")[0];
  return [...new Set([...SKIPPED, ...(host === undefined ? [] : [host]), ...stated])];
}
