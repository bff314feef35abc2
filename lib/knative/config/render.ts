import type { IConstruct } from "constructs";
import { settled } from "../../internal/settled";
import { AUTOSCALER, checkAutoscaler } from "./autoscaler";
import { CERT_MANAGER } from "./cert-manager";
import type { KnativeConfig } from "./config";
import { checkDefaults, DEFAULTS } from "./defaults";
import { DEPLOYMENT, PROGRESS_DEADLINE, skippedRegistries } from "./deployment";
import { domains } from "./domain";
import { FEATURES, PLATFORM_FEATURES } from "./features";
import { checkGc, GC } from "./gc";
import { checkLeaderElection, LEADER_ELECTION } from "./leader-election";
import { LOGGING } from "./logging";
import { NETWORK } from "./network";
import { checkObservability, OBSERVABILITY } from "./observability";
import { render } from "./setting";

/** What the platform itself decides about Knative. */
export interface KnativePlatformSettings {
  readonly domain: string;
  readonly queueProxy: string;
  /** Registry that every image is moved to. @default - none */
  readonly mirror?: string;
}

/** The data of each of Knative's ConfigMaps, by name; every value is text, as Knative reads it. */
export function configMaps(
  scope: IConstruct,
  config: KnativeConfig,
  { domain, queueProxy, mirror }: KnativePlatformSettings,
): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const data = {
    "config-autoscaler": render(scope, "autoscaler", AUTOSCALER, config.autoscaler),
    "config-certmanager": render(scope, "certManager", CERT_MANAGER, config.certManager),
    "config-defaults": render(scope, "defaults", DEFAULTS, config.defaults),
    "config-deployment": {
      "queue-sidecar-image": queueProxy,
      ...render(scope, "deployment", DEPLOYMENT, {
        ...settled({ "progress-deadline": PROGRESS_DEADLINE }, config.deployment),
        "registries-skipping-tag-resolving": skippedRegistries(
          mirror,
          config.deployment?.["registries-skipping-tag-resolving"],
        ),
      }),
    },
    "config-domain": domains(scope, domain, config.domain),
    "config-features": render(scope, "features", FEATURES, settled(PLATFORM_FEATURES, config.features)),
    "config-gc": render(scope, "gc", GC, config.gc),
    "config-leader-election": render(scope, "leaderElection", LEADER_ELECTION, config.leaderElection),
    "config-logging": render(scope, "logging", LOGGING, config.logging),
    "config-network": render(
      scope,
      "network",
      NETWORK,
      settled({ "ingress-class": "istio.ingress.networking.knative.dev" }, config.network),
    ),
    "config-observability": render(scope, "observability", OBSERVABILITY, config.observability),
    // Deprecated, and empty upstream: traces are set in config-observability.
    "config-tracing": {},
  };
  checkAutoscaler(scope, config.autoscaler);
  checkDefaults(scope, config.defaults);
  checkGc(scope, config.gc);
  checkLeaderElection(scope, config.leaderElection);
  checkObservability(scope, config.observability);
  return data;
}
