import type { EnvVar, Probe, Volume, VolumeMount } from "kubernetes-types/core/v1";
import type { ProtocolVersion } from "../../internal/protocol-version";
import type { Resources } from "../../internal/quantity";
import type { ImageName } from "../../releases";

/** One format that a runtime serves. */
export interface ModelFormat {
  readonly name: string;
  readonly version: string;
  /** Larger wins among runtimes of one format; absent where the runtime is never chosen by itself. */
  readonly priority?: number;
  /** Whether the runtime may be chosen for a model that names none; absent means not. */
  readonly autoSelect?: boolean;
}

/** A container of a runtime, as far as runtimes differ. */
export interface RuntimeContainer {
  readonly image: ImageName;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: readonly EnvVar[];
  /** @default - one CPU and two gibibytes */
  readonly resources?: Resources;
  readonly livenessProbe?: Probe;
  readonly readinessProbe?: Probe;
  readonly startupProbe?: Probe;
  readonly volumeMounts?: readonly VolumeMount[];
}

/** A model server as data: what it serves, and how it runs. */
export interface ShippedRuntime extends RuntimeContainer {
  readonly name: string;
  /** What KServe knows the server as; it chooses GPU images by it. */
  readonly serverType: string;
  readonly formats: readonly ModelFormat[];
  /** Absent where upstream lists none: the runtime then serves any protocol that a model asks for. */
  readonly protocolVersions?: readonly ProtocolVersion[];
  /** @default 8080 */
  readonly metricsPort?: number;
  /** @default - the image's user */
  readonly runAsUser?: number;
  /** Whether the container must not run as root. @default true */
  readonly runAsNonRoot?: boolean;
  /** No security context at all, as upstream's multi-node runtime has none. @default true */
  readonly restricted?: boolean;
  /** Whether one server holds several models; written only where upstream writes it. */
  readonly multiModel?: boolean;
  readonly hostIPC?: boolean;
  readonly volumes?: readonly Volume[];
  /** The further nodes of a model that spans several. @default - one node */
  readonly worker?: RuntimeContainer;
}

/** The versions of one format that a runtime may be chosen for by itself. */
export function autoSelected(name: string, versions: readonly string[], priority: number): ModelFormat[] {
  return versions.map((version) => ({ name, version, autoSelect: true, priority }));
}
