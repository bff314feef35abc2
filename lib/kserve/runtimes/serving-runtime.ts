import type { Container, EnvVar, Volume } from "kubernetes-types/core/v1";
import type { ImageName } from "../../releases";

/** Protocols that a model server speaks. */
export type ProtocolVersion = "v1" | "v2" | "grpc-v1" | "grpc-v2";

/** A model format that a runtime serves. */
export interface SupportedModelFormat {
  readonly name: string;
  readonly version: string;
  /** Whether KServe may choose the runtime by this format alone. */
  readonly autoSelect?: boolean;
  /** The higher one is chosen. */
  readonly priority?: number;
}

/** One of KServe's runtimes, by what sets it apart from the others. */
export interface BuiltInRuntime {
  readonly name: string;
  /** Value of `serving.kserve.io/server-type`. */
  readonly serverType: string;
  readonly image: ImageName;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: readonly EnvVar[];
  /** @default - none listed, so KServe does not check the protocol */
  readonly protocolVersions?: readonly ProtocolVersion[];
  readonly supportedModelFormats: readonly SupportedModelFormat[];
  /** @default 8080 */
  readonly metricsPort?: number;
  /** @default - any user but root */
  readonly runAsUser?: number;
  /** Whether the server may run as root. @default false */
  readonly allowsRoot?: boolean;
  readonly probes?: Pick<Container, "readinessProbe" | "startupProbe">;
  /** A memory file system that workers of one server share. @default - none */
  readonly sharedMemory?: Volume;
  readonly multiModel?: boolean;
}

/** Formats of one name at several versions. */
export function formats(name: string, versions: readonly string[], priority: number): SupportedModelFormat[] {
  return versions.map((version) => ({ autoSelect: true, name, priority, version }));
}
