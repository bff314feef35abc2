import type { Construct } from "constructs";
import type { AddonContext } from "../../internal/addon";

/** What every section of the configuration is written from, beside its own options. */
export interface Section {
  /** Construct that messages name. */
  readonly scope: Construct;
  readonly context: AddonContext;
  /** Namespace of the controller. */
  readonly namespace: string;
}
