import type { KnativeAutoscalerConfig } from "./autoscaler";
import type { KnativeCertManagerConfig } from "./cert-manager";
import type { KnativeDefaultsConfig } from "./defaults";
import type { KnativeDeploymentConfig } from "./deployment";
import type { KnativeDomainConfig } from "./domain";
import type { KnativeFeatures } from "./features";
import type { KnativeGcConfig } from "./gc";
import type { KnativeLeaderElectionConfig } from "./leader-election";
import type { KnativeLoggingConfig } from "./logging";
import type { KnativeNetworkConfig } from "./network";
import type { KnativeObservabilityConfig } from "./observability";

/** Knative's settings, by ConfigMap and in Knative's own keys. What is left out is Knative's default. */
export interface KnativeConfig {
  readonly autoscaler?: KnativeAutoscalerConfig;
  readonly certManager?: KnativeCertManagerConfig;
  readonly defaults?: KnativeDefaultsConfig;
  readonly deployment?: KnativeDeploymentConfig;
  /** Domains beside the platform's. @default - none */
  readonly domain?: KnativeDomainConfig;
  readonly features?: Readonly<Partial<KnativeFeatures>>;
  readonly gc?: KnativeGcConfig;
  readonly leaderElection?: KnativeLeaderElectionConfig;
  readonly logging?: KnativeLoggingConfig;
  readonly network?: KnativeNetworkConfig;
  readonly observability?: KnativeObservabilityConfig;
}
