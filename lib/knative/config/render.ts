import { Duration } from "cdk8s";
import type { IConstruct } from "constructs";
import { invalid } from "../../internal/invalid";
import type { KnativeConfig } from "./config";
import { PLATFORM_FEATURES } from "./features";

/** What the platform itself decides about Knative. */
export interface KnativePlatformSettings {
  readonly domain: string;
  readonly queueProxy: string;
  readonly registries: readonly string[];
}

type Settings = Readonly<Record<string, unknown>>;

/** The `data` of each of Knative's ConfigMaps, by name; every value is text, as Knative reads it. */
export function configMaps(
  scope: IConstruct,
  config: KnativeConfig,
  { domain, queueProxy, registries }: KnativePlatformSettings,
): Readonly<Record<string, Readonly<Record<string, string>>>> {
  checkAutoscaler(scope, { ...config.autoscaler });
  return {
    "config-autoscaler": data(config.autoscaler),
    "config-certmanager": {},
    "config-defaults": data(config.defaults),
    "config-deployment": data({
      "queue-sidecar-image": queueProxy,
      // Tags of these registries stay tags: the controller need not reach them.
      "registries-skipping-tag-resolving": registries,
      "progress-deadline": Duration.minutes(20),
      ...config.deployment,
    }),
    // An empty selector: the domain of every route that no other entry selects.
    "config-domain": { [domain]: "" },
    "config-features": data({ ...PLATFORM_FEATURES, ...config.features }),
    "config-gc": data(config.gc),
    "config-leader-election": data(config.leaderElection),
    "config-logging": Object.fromEntries(
      Object.entries(config.logging ?? {}).map(([component, level]: [string, string]) => [
        `loglevel.${component}`,
        level,
      ]),
    ),
    "config-network": data({ "ingress-class": "istio.ingress.networking.knative.dev", ...config.network }),
    "config-observability": data(config.observability),
    "config-tracing": {},
  };
}

function data(settings: object = {}): Record<string, string> {
  return Object.fromEntries(
    Object.entries(settings).flatMap(([key, value]) => (value === undefined ? [] : [[key, text(value)]])),
  );
}

function text(value: unknown): string {
  if (value instanceof Duration) return `${String(value.toSeconds())}s`;
  return Array.isArray(value) ? value.join(",") : String(value);
}

const PERCENTAGES = ["container-concurrency-target-percentage", "panic-window-percentage"];

/** The bounds of Knative's own webhook: what it would refuse at the second apply fails here, at the first. */
function checkAutoscaler(scope: IConstruct, settings: Settings): void {
  for (const key of PERCENTAGES) {
    const value = settings[key];
    if (typeof value === "number" && !(value >= 1 && value <= 100)) {
      throw invalid(scope, `autoscaler["${key}"]`, {
        expected: "from 1 to 100",
        got: value,
        fix: "leave it out for Knative's default",
      });
    }
  }
  const window = settings["stable-window"];
  if (window instanceof Duration && !(window.toSeconds() >= 6 && window.toSeconds() <= 3600)) {
    throw invalid(scope, 'autoscaler["stable-window"]', {
      expected: "from 6 seconds to 1 hour",
      got: `${String(window.toSeconds())}s`,
      fix: "Duration.seconds(60)",
    });
  }
  const burst = settings["target-burst-capacity"];
  if (typeof burst === "number" && burst < -1) {
    throw invalid(scope, 'autoscaler["target-burst-capacity"]', {
      expected: "at least 0, or -1 for always",
      got: burst,
      fix: "-1 keeps the activator in the path at all times",
    });
  }
  if (settings["initial-scale"] === 0 && settings["allow-zero-initial-scale"] !== true) {
    throw invalid(scope, 'autoscaler["initial-scale"]', {
      expected: "at least 1 unless zero is allowed",
      got: 0,
      fix: '"allow-zero-initial-scale": true',
    });
  }
}
