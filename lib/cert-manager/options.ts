import type { ComponentOptions } from "../internal/workload";

/** What a user may decide about cert-manager. */
export interface CertManagerOptions {
  /** The controller that issues certificates. */
  readonly controller?: ComponentOptions;
  /** The process that writes CA bundles into webhook configurations. */
  readonly cainjector?: ComponentOptions;
  /** The webhook that judges cert-manager's kinds. */
  readonly webhook?: ComponentOptions;
  /** Verbosity of all three, from 0 to 5. @default 2 */
  readonly logLevel?: number;
}
