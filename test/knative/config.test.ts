import { Duration, Size } from "cdk8s";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { KnativeConfig } from "../../lib/knative/config/config";
import { KnativeServing, type KnativeServingProps } from "../../lib/knative/knative-serving";
import { find, manifests } from "../kserve/manifests";

type Data = Readonly<Record<string, string>>;

function data(name: string, config: KnativeConfig, props: Partial<KnativeServingProps> = {}): Data {
  const all = manifests(
    (scope) => new KnativeServing(scope, "knative", { domain: "models.acme.dev", ...props, config }),
  );
  return find(all, "ConfigMap", name).data ?? {};
}

describe("Knative's settings", () => {
  it("have the platform's values where the user states none", () => {
    expect(data("config-domain", {})).toEqual({ "models.acme.dev": "" });
    expect(data("config-network", {})).toEqual({ "ingress-class": "istio.ingress.networking.knative.dev" });
    expect(data("config-deployment", {})).toMatchObject({
      "progress-deadline": "1200s",
      "registries-skipping-tag-resolving": "nvcr.io,index.docker.io,kind.local,ko.local,dev.local",
    });
    expect(data("config-features", {})["kubernetes.podspec-nodeselector"]).toBe("enabled");
  });

  it("keep the platform's values where an option is undefined", () => {
    expect(data("config-deployment", { deployment: { "progress-deadline": undefined } })).toEqual(
      data("config-deployment", {}),
    );
    expect(data("config-network", { network: { "ingress-class": undefined } })).toEqual(data("config-network", {}));
    expect(data("config-features", { features: { "kubernetes.podspec-affinity": undefined } })).toEqual(
      data("config-features", {}),
    );
  });

  it("leave tags of the fixed registries, of the mirror and of the user's own unresolved", () => {
    const settings = { "registries-skipping-tag-resolving": ["ghcr.io", "nvcr.io"] };
    const registry = { mirror: "registry.acme.internal:5000/mirror" };
    expect(data("config-deployment", { deployment: settings }, { registry })).toMatchObject({
      "registries-skipping-tag-resolving":
        "nvcr.io,index.docker.io,kind.local,ko.local,dev.local,registry.acme.internal:5000,ghcr.io",
    });
  });

  it("write durations as Go reads them, to the millisecond", () => {
    const autoscaler = {
      "stable-window": Duration.minutes(1),
      "scale-to-zero-grace-period": Duration.millis(500),
      "scale-to-zero-pod-retention-period": Duration.seconds(1.5),
    };
    expect(data("config-autoscaler", { autoscaler })).toEqual({
      "stable-window": "60s",
      "scale-to-zero-grace-period": "500ms",
      "scale-to-zero-pod-retention-period": "1500ms",
    });
    expect(data("config-gc", { gc: { "retain-since-create-time": Duration.days(2) } })).toEqual({
      "retain-since-create-time": "172800s",
    });
    expect(data("config-network", { network: { "rollout-duration": Duration.minutes(2) } })).toMatchObject({
      "rollout-duration": "120",
    });
  });

  it("write flags, numbers, amounts and lists as the text that Knative parses", () => {
    expect(
      data("config-autoscaler", { autoscaler: { "target-burst-capacity": -1, "max-scale-up-rate": 1.5 } }),
    ).toEqual({
      "target-burst-capacity": "-1",
      "max-scale-up-rate": "1.5",
    });
    expect(
      data("config-defaults", {
        defaults: { "enable-service-links": "default", "revision-memory-request": Size.gibibytes(1) },
      }),
    ).toEqual({ "enable-service-links": "default", "revision-memory-request": "1024Mi" });
    expect(
      data("config-deployment", { deployment: { "queue-sidecar-token-audiences": ["a", "b"] } })[
        "queue-sidecar-token-audiences"
      ],
    ).toBe("a,b");
    expect(data("config-gc", { gc: { "max-non-active-revisions": "disabled" } })).toEqual({
      "max-non-active-revisions": "disabled",
    });
    expect(data("config-features", { features: { "secure-pod-defaults": "AllowRootBounded" } })).toMatchObject({
      "secure-pod-defaults": "AllowRootBounded",
    });
  });

  it("write selectors, issuers and loggers as the YAML and JSON that Knative parses", () => {
    const issuerRef = { kind: "ClusterIssuer", name: "acme" } as const;
    const classes = { gvisor: { selector: { sandbox: "gvisor" } } };
    const selector = { matchLabels: { tls: "wildcard" } };
    const parsed = (map: Data, key: string): unknown => parse(map[key] ?? "");
    expect(parsed(data("config-certmanager", { certManager: { issuerRef } }), "issuerRef")).toEqual(issuerRef);
    expect(
      parsed(data("config-deployment", { deployment: { "runtime-class-name": classes } }), "runtime-class-name"),
    ).toEqual(classes);
    expect(
      parsed(
        data("config-network", { network: { "namespace-wildcard-cert-selector": selector } }),
        "namespace-wildcard-cert-selector",
      ),
    ).toEqual(selector);
    expect(
      parsed(data("config-domain", { domain: { "team.acme.dev": { selector: { team: "a" } } } }), "team.acme.dev"),
    ).toEqual({ selector: { team: "a" } });
    const logger = data("config-logging", { logging: { "zap-logger-config": { level: "debug" } } })[
      "zap-logger-config"
    ];
    expect(JSON.parse(logger ?? "")).toEqual({ level: "debug" });
  });

  it("take a level for each component", () => {
    expect(data("config-logging", { logging: { "loglevel.activator": "debug" } })).toEqual({
      "loglevel.activator": "debug",
    });
  });
});

describe("a setting that Knative's webhook would refuse", () => {
  it.each<[string, KnativeConfig]>([
    [
      'autoscaler["container-concurrency-target-percentage"] must be above 0 and at most 100, got 101; fix: 70',
      { autoscaler: { "container-concurrency-target-percentage": 101 } },
    ],
    [
      'autoscaler["container-concurrency-target-percentage"] must be above 0 and at most 100, got 0',
      { autoscaler: { "container-concurrency-target-percentage": 0 } },
    ],
    [
      'autoscaler["container-concurrency-target-default"] must be at least 0.01 after "container-concurrency-target-percentage" (50), got 0.01; fix: 100',
      { autoscaler: { "container-concurrency-target-percentage": 50, "container-concurrency-target-default": 0.01 } },
    ],
    [
      'autoscaler["requests-per-second-target-default"] must be at least 0.01, got 0',
      { autoscaler: { "requests-per-second-target-default": 0 } },
    ],
    [
      'autoscaler["target-burst-capacity"] must be at least 0, or -1 for always, got -2',
      { autoscaler: { "target-burst-capacity": -2 } },
    ],
    [
      'autoscaler["stable-window"] must be from 6 seconds to 1 hour, in whole seconds, got "5s"; fix: Duration.seconds(60)',
      { autoscaler: { "stable-window": Duration.seconds(5) } },
    ],
    [
      'autoscaler["stable-window"] must be from 6 seconds to 1 hour, in whole seconds, got "7200s"',
      { autoscaler: { "stable-window": Duration.hours(2) } },
    ],
    [
      'autoscaler["stable-window"] must be from 6 seconds to 1 hour, in whole seconds, got "6500ms"',
      { autoscaler: { "stable-window": Duration.millis(6500) } },
    ],
    [
      'autoscaler["panic-window-percentage"] must be from 1 to 100, got 0.5',
      { autoscaler: { "panic-window-percentage": 0.5 } },
    ],
    ['autoscaler["max-scale-up-rate"] must be above 1, got 1; fix: 1000', { autoscaler: { "max-scale-up-rate": 1 } }],
    [
      'autoscaler["max-scale-down-rate"] must be above 1, got 0.5; fix: 2',
      { autoscaler: { "max-scale-down-rate": 0.5 } },
    ],
    [
      'autoscaler["scale-to-zero-grace-period"] must be a Duration above 0, got "0s"',
      { autoscaler: { "scale-to-zero-grace-period": Duration.seconds(0) } },
    ],
    [
      'autoscaler["scale-down-delay"] must be a Duration of whole seconds, got "1500ms"',
      { autoscaler: { "scale-down-delay": Duration.millis(1500) } },
    ],
    ['autoscaler["activator-capacity"] must be at least 1, got 0', { autoscaler: { "activator-capacity": 0 } }],
    [
      'autoscaler["initial-scale"] must be at least 1 unless zero is allowed, got 0; fix: "allow-zero-initial-scale": true',
      { autoscaler: { "initial-scale": 0 } },
    ],
    ['autoscaler["min-scale"] must be a whole number of at least 0, got -1', { autoscaler: { "min-scale": -1 } }],
    [
      'autoscaler["min-scale"] must be at most "max-scale" (2), got 3; fix: "max-scale": 3',
      { autoscaler: { "min-scale": 3, "max-scale": 2 } },
    ],
    [
      'autoscaler["max-scale"] must be from 1 to "max-scale-limit" (5) where that is set, got 0; fix: "max-scale": 5',
      { autoscaler: { "max-scale-limit": 5 } },
    ],
    [
      'autoscaler["max-scale"] must be from 1 to "max-scale-limit" (5) where that is set, got 6',
      { autoscaler: { "max-scale-limit": 5, "max-scale": 6 } },
    ],
    [
      'defaults["revision-timeout-seconds"] must be at most "max-revision-timeout-seconds" (600), got 900; fix: "max-revision-timeout-seconds": 900',
      { defaults: { "revision-timeout-seconds": 900 } },
    ],
    [
      'defaults["revision-timeout-seconds"] must be at most "max-revision-timeout-seconds" (120), got 300',
      { defaults: { "max-revision-timeout-seconds": 120 } },
    ],
    [
      'defaults["revision-response-start-timeout-seconds"] must be at most "revision-timeout-seconds" (300), got 301',
      { defaults: { "revision-response-start-timeout-seconds": 301 } },
    ],
    [
      'defaults["revision-idle-timeout-seconds"] must be at most "revision-timeout-seconds" (60), got 61',
      { defaults: { "revision-timeout-seconds": 60, "revision-idle-timeout-seconds": 61 } },
    ],
    [
      'defaults["container-concurrency"] must be at most "container-concurrency-max-limit" (1000), got 1001',
      { defaults: { "container-concurrency": 1001 } },
    ],
    [
      'defaults["container-concurrency-max-limit"] must be a whole number from 1 to 2147483647, got 0',
      { defaults: { "container-concurrency-max-limit": 0 } },
    ],
    [
      'defaults["revision-cpu-request"] must be a Kubernetes quantity of at least 0, got "much"; fix: "400m"',
      { defaults: { "revision-cpu-request": "much" } },
    ],
    [
      'deployment["progress-deadline"] must be a Duration of whole seconds above 0, got "500ms"',
      { deployment: { "progress-deadline": Duration.millis(500) } },
    ],
    [
      'deployment["digest-resolution-timeout"] must be a Duration above 0, got "0s"',
      { deployment: { "digest-resolution-timeout": Duration.seconds(0) } },
    ],
    [
      'deployment["registries-skipping-tag-resolving"] must be a list of texts without commas',
      { deployment: { "registries-skipping-tag-resolving": ["a,b"] } },
    ],
    [
      'deployment["default-affinity-type"] must be "prefer-spread-revision-over-nodes" or "none", got "spread"',
      { deployment: { "default-affinity-type": "spread" as "none" } },
    ],
    [
      'deployment["runtime-class-name"] must be selectors by the names of runtime classes, got {"Kata_1":{}}',
      { deployment: { "runtime-class-name": { Kata_1: {} } } },
    ],
    [
      'features["multi-container"] must be "enabled" or "disabled" or "allowed", got true',
      { features: { "multi-container": true as unknown as "enabled" } },
    ],
    [
      'features["kubernetes.podspec-nodeselektor"] must be a setting that Knative knows, got "kubernetes.podspec-nodeselektor"; fix: did you mean kubernetes.podspec-nodeselector?',
      { features: { "kubernetes.podspec-nodeselektor": "enabled" } as object },
    ],
    [
      'gc["min-non-active-revisions"] must be at most "max-non-active-revisions" (5), got 20; fix: "max-non-active-revisions": 20',
      { gc: { "max-non-active-revisions": 5 } },
    ],
    [
      'gc["retain-since-create-time"] must be a Duration, or "disabled", got "2d"',
      { gc: { "retain-since-create-time": "2d" as "disabled" } },
    ],
    [
      'network["rollout-duration"] must be a Duration of whole seconds, got "1500ms"',
      { network: { "rollout-duration": Duration.millis(1500) } },
    ],
    [
      'network["domain-template"] must be a Go template of a host, without a path, got "{{.Name}}/{{.Domain}}"',
      { network: { "domain-template": "{{.Name}}/{{.Domain}}" } },
    ],
    ['network["tag-template"] must be a Go template, got "{{.Tag"', { network: { "tag-template": "{{.Tag" } }],
    [
      'network["http-protocol"] must be "Enabled" or "Redirected" or "Disabled", got "Off"',
      { network: { "http-protocol": "Off" as "Disabled" } },
    ],
    [
      'network["namespace-wildcard-cert-selector"] must be a label selector, got {"labels":{}}',
      { network: { "namespace-wildcard-cert-selector": { labels: {} } as object } },
    ],
    [
      'observability["metrics-endpoint"] must be stated where "metrics-protocol" is "grpc", got nothing',
      { observability: { "metrics-protocol": "grpc" } },
    ],
    [
      'observability["tracing-endpoint"] must be left out where "tracing-protocol" is "none", got "http://c"; fix: "tracing-protocol": "grpc"',
      { observability: { "tracing-endpoint": "http://c" } },
    ],
    [
      'observability["tracing-sampling-rate"] must be from 0 to 1, got 10; fix: 0.1',
      { observability: { "tracing-sampling-rate": 10 } },
    ],
    [
      'observability["logging.request-log-template"] must be a template where "logging.enable-request-log" is true, got ""',
      { observability: { "logging.enable-request-log": true, "logging.request-log-template": "" } },
    ],
    ['leaderElection["buckets"] must be a whole number from 1 to 10, got 11', { leaderElection: { buckets: 11 } }],
    [
      'leaderElection["lease-duration"] must be above "renew-deadline" (40s), got "40s"; fix: raise "lease-duration"',
      { leaderElection: { "lease-duration": Duration.seconds(40) } },
    ],
    [
      'leaderElection["renew-deadline"] must be above 1.2 times "retry-period" (35s), got "40s"',
      { leaderElection: { "retry-period": Duration.seconds(35) } },
    ],
    [
      'logging["loglevel.webhook"] must be "info" or "debug" or "warn"',
      { logging: { "loglevel.webhook": "loud" as "info" } },
    ],
    [
      'logging["zap-logger-config"] must be an object with zap\'s fields, got "{}"',
      { logging: { "zap-logger-config": "{}" as unknown as object } },
    ],
    [
      'certManager["issuerRef"] must be an issuer with kind and name, got {"kind":"Signer","name":"a"}',
      { certManager: { issuerRef: { kind: "Signer" as "Issuer", name: "a" } } },
    ],
    [
      'domain["team.acme.dev"].selector must be one label or more, for only one domain can take every route, got {}',
      { domain: { "team.acme.dev": { selector: {} } } },
    ],
    [
      'domain["models.acme.dev"] must be another domain than the platform\'s',
      { domain: { "models.acme.dev": { selector: { a: "b" } } } },
    ],
    ['domain["Acme"] must be a DNS name in lower case, got "Acme"', { domain: { Acme: { selector: { a: "b" } } } }],
  ])("is refused at synth: %s", (message, config) => {
    expect(() => data("config-gc", config)).toThrow(`knative: ${message}`);
  });

  it("is let through where Knative lets it through", () => {
    expect(data("config-autoscaler", { autoscaler: { "container-concurrency-target-percentage": 0.7 } })).toEqual({
      "container-concurrency-target-percentage": "0.7",
    });
    expect(
      data("config-observability", {
        observability: {
          "metrics-protocol": "prometheus",
          "request-metrics-protocol": "grpc",
          "request-metrics-endpoint": "c:4317",
        },
      }),
    ).toHaveProperty("metrics-protocol", "prometheus");
    expect(
      data("config-autoscaler", { autoscaler: { "initial-scale": 0, "allow-zero-initial-scale": true } }),
    ).toHaveProperty("initial-scale", "0");
  });
});
