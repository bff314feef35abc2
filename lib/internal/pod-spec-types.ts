import type * as core from "kubernetes-types/core/v1";
import type { Quantity } from "./quantity";

/**
 * The pod as KServe embeds it: that of Kubernetes 1.30, whose types we take, with what came until 1.34.
 *
 * What is added here stands without prose; its documentation is Kubernetes' own.
 */
// source: kserve v0.20.0 config/crd/full (k8s.io/api v0.34); a test holds every field against the schema

/** A claim of `resourceClaims` that a container uses. */
export interface ContainerClaim {
  readonly name: string;
  readonly request?: string;
}

/** Requests and limits of a container: amounts as Kubernetes' own text, or typed values of cdk8s and cdk8s-plus. */
export interface ContainerResources {
  readonly requests?: Readonly<Record<string, Quantity>>;
  readonly limits?: Readonly<Record<string, Quantity>>;
  readonly claims?: readonly ContainerClaim[];
}

/** A field of the container's own resources. */
export interface ResourceField extends Omit<core.ResourceFieldSelector, "divisor"> {
  readonly divisor?: string | number;
}

/** A key of a file of environment variables, in a volume of the pod. Kubernetes 1.34. */
export interface FileKey {
  readonly volumeName: string;
  readonly path: string;
  readonly key: string;
  readonly optional?: boolean;
}

/** Where a variable takes its value from. */
export interface EnvVarSource extends Omit<core.EnvVarSource, "resourceFieldRef"> {
  readonly resourceFieldRef?: ResourceField;
  readonly fileKeyRef?: FileKey;
}

/** An environment variable. */
export interface EnvVar {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: EnvVarSource;
}

/** What runs after a container's start and before its end. */
export interface Lifecycle extends core.Lifecycle {
  /** Kubernetes 1.33. */
  readonly stopSignal?: string;
}

/** What the exit of a container leads to. Kubernetes 1.34. */
export interface ContainerRestartRule {
  readonly action: string;
  readonly exitCodes?: { readonly operator: string; readonly values?: readonly number[] };
}

/** A question over HTTP. Knative asks at the container's own port; Kubernetes wants to be told. */
export interface HTTPGetAction extends Omit<core.HTTPGetAction, "port"> {
  readonly port?: string | number;
}

/** A connection that has to come about, at a port as in {@link HTTPGetAction}. */
export interface TCPSocketAction extends Omit<core.TCPSocketAction, "port"> {
  readonly port?: string | number;
}

/** What tells whether a container is well. */
export interface Probe extends Omit<core.Probe, "httpGet" | "tcpSocket"> {
  readonly httpGet?: HTTPGetAction;
  readonly tcpSocket?: TCPSocketAction;
}

/** A container of a pod, without its name. */
export interface UnnamedContainer extends Omit<
  core.Container,
  "name" | "args" | "command" | "env" | "lifecycle" | "livenessProbe" | "readinessProbe" | "resources" | "startupProbe"
> {
  readonly args?: readonly string[];
  readonly command?: readonly string[];
  readonly env?: readonly EnvVar[];
  readonly lifecycle?: Lifecycle;
  readonly livenessProbe?: Probe;
  readonly readinessProbe?: Probe;
  readonly startupProbe?: Probe;
  readonly resources?: ContainerResources;
  readonly restartPolicyRules?: readonly ContainerRestartRule[];
}

/** A container of a pod. */
export interface Container extends UnnamedContainer {
  readonly name: string;
}

/** A container that joins a running pod. */
export interface EphemeralContainer extends Container {
  /** The container whose processes it sees. */
  readonly targetContainerName?: string;
}

/** A file of the downward API. */
export interface DownwardAPIFile extends Omit<core.DownwardAPIVolumeFile, "resourceFieldRef"> {
  readonly resourceFieldRef?: ResourceField;
}

/** A source of a projected volume. */
export interface VolumeProjection extends Omit<core.VolumeProjection, "downwardAPI"> {
  readonly downwardAPI?: { readonly items?: readonly DownwardAPIFile[] };
  /** Kubernetes 1.34. */
  readonly podCertificate?: {
    readonly signerName: string;
    readonly keyType: string;
    readonly maxExpirationSeconds?: number;
    readonly credentialBundlePath?: string;
    readonly keyPath?: string;
    readonly certificateChainPath?: string;
  };
}

/** The claim that an ephemeral volume is made by. */
export interface EphemeralClaimSpec extends Omit<core.PersistentVolumeClaimSpec, "resources"> {
  readonly resources?: {
    readonly requests?: Readonly<Record<string, string | number>>;
    readonly limits?: Readonly<Record<string, string | number>>;
  };
}

/** A volume of a pod. */
export interface Volume extends Omit<core.Volume, "downwardAPI" | "emptyDir" | "ephemeral" | "projected"> {
  readonly downwardAPI?: { readonly defaultMode?: number; readonly items?: readonly DownwardAPIFile[] };
  readonly emptyDir?: { readonly medium?: string; readonly sizeLimit?: string | number };
  readonly ephemeral?: {
    readonly volumeClaimTemplate?: {
      readonly metadata?: core.PersistentVolumeClaimTemplate["metadata"];
      readonly spec: EphemeralClaimSpec;
    };
  };
  readonly projected?: { readonly defaultMode?: number; readonly sources?: readonly VolumeProjection[] };
  /** An image as a volume. Kubernetes 1.31. */
  readonly image?: { readonly reference?: string; readonly pullPolicy?: string };
}

/** A claim of devices that the pod's containers may use. Kubernetes 1.31. */
export interface PodResourceClaim {
  readonly name: string;
  readonly resourceClaimName?: string;
  readonly resourceClaimTemplateName?: string;
}

/** How the pod's processes run. */
export interface PodSecurityContext extends core.PodSecurityContext {
  /** Kubernetes 1.32. */
  readonly seLinuxChangePolicy?: string;
  /** Kubernetes 1.31. */
  readonly supplementalGroupsPolicy?: string;
}

/** A pod beside its containers. */
export interface PodWithoutContainers extends Omit<
  core.PodSpec,
  | "containers"
  | "ephemeralContainers"
  | "initContainers"
  | "overhead"
  | "resourceClaims"
  | "securityContext"
  | "volumes"
> {
  readonly initContainers?: readonly Container[];
  readonly overhead?: Readonly<Record<string, string | number>>;
  readonly resourceClaims?: readonly PodResourceClaim[];
  readonly securityContext?: PodSecurityContext;
  readonly volumes?: readonly Volume[];
  /** Kubernetes 1.34. */
  readonly hostnameOverride?: string;
  /** Requests and limits of the whole pod. Kubernetes 1.32. */
  readonly resources?: ContainerResources;
}

/** A pod as KServe's kinds embed it; they know no ephemeral containers. */
export interface PodSpec extends PodWithoutContainers {
  readonly containers: readonly Container[];
}
