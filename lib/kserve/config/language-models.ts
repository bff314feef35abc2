import { oneOf, type Section } from "./section";

/** Certificates of the scheduler of language models; read by their own controller. */
export interface SchedulerOptions {
  /** Annotations that tell when a certificate ends: the first is written, all are read. */
  readonly expirationAnnotations: readonly string[];
}

/** Where KEDA asks for the replicas that language models want; read by their own controller. */
export interface WvaControllerOptions {
  readonly prometheus: {
    readonly url: string;
    /** @default false */
    readonly tlsInsecureSkipVerify?: boolean;
    /** KEDA's way to authenticate, e.g. "bearer". @default - none */
    readonly authModes?: string;
    /** Name of the KEDA object with the credentials. @default - none */
    readonly triggerAuthName?: string;
    /** @default "TriggerAuthentication" */
    readonly triggerAuthKind?: "TriggerAuthentication" | "ClusterTriggerAuthentication";
  };
}

/** Section `scheduler`, which upstream's release does not ship. */
// source: kserve v0.20.0 pkg/controller/v1alpha2/llmisvc/config_loader.go
export function scheduler({ expirationAnnotations }: SchedulerOptions): object {
  return { expirationAnnotations };
}

/** Section `autoscaling-wva-controller-config`, which upstream's release does not ship. */
// source: kserve v0.20.0 pkg/controller/v1alpha2/llmisvc/config_loader.go
export function wvaController({ scope }: Section, { prometheus }: WvaControllerOptions): object {
  const { url, tlsInsecureSkipVerify = false, authModes, triggerAuthName } = prometheus;
  const triggerAuthKind = oneOf(
    scope,
    "autoscalingWvaController.prometheus.triggerAuthKind",
    prometheus.triggerAuthKind,
    ["TriggerAuthentication", "ClusterTriggerAuthentication"],
  );
  return { prometheus: { url, tlsInsecureSkipVerify, authModes, triggerAuthName, triggerAuthKind } };
}
