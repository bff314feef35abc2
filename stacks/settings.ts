import type * as pulumi from "@pulumi/pulumi";
import { Duration } from "cdk8s";
import type { ServingPlatformProps } from "../charts/platform-props";
import { InvalidError } from "../lib/internal/invalid";
import { nearest } from "../lib/internal/nearest";
import { releases, type ReleaseName } from "../lib/releases";
import type { ServingStackOptions } from "./options";

/** What `pulumi config set KEY VALUE` decides of the platform in `stacks/main.ts`. */
export interface Settings {
  readonly platform: ServingPlatformProps;
  /** Whether the sample models are deployed too. */
  readonly models: boolean;
  /** Whether the one that needs a GPU is too. */
  readonly gpu: boolean;
  readonly options: ServingStackOptions;
}

const KEYS = {
  domain: "domain under which models are reached",
  release: "tested set of versions",
  mode: '"Knative" or "Standard"',
  profile: '"dev", "production" or "upstream"',
  kubernetes: "minor version of the cluster",
  registry: "registry that holds copies of every image",
  pullSecret: "name of the image pull Secret of the registry",
  models: "whether the sample models are deployed",
  gpu: "whether the sample model that needs a GPU is too",
  serviceType: "type of the gateway's Service",
  kubeconfig: "path of a kubeconfig, or a secret that holds one",
  context: "context of the kubeconfig",
  adopt: "whether objects that are there become Pulumi's",
  timeLimitMinutes: "how long a chart may take",
  refuseForeignModels: "whether destroy stops at models that the program does not have",
} as const;

/** Reads the program's configuration; throws what is wrong with it. */
export function settings(config: pulumi.Config, all: Readonly<Record<string, string>>): Settings {
  refuseUnknown(config.name, Object.keys(all));
  const oneOf = <T extends string>(key: keyof typeof KEYS, values: readonly T[]): T | undefined => {
    const value = config.get(key);
    if (value === undefined || (values as readonly string[]).includes(value)) return value as T | undefined;
    throw wrong(config.name, key, values.map((known) => JSON.stringify(known)).join(" or "), value, values[0] ?? "");
  };
  const flag = (key: keyof typeof KEYS): boolean | undefined => {
    const value = oneOf(key, ["true", "false"]);
    return value === undefined ? undefined : value === "true";
  };
  const timeLimit = config.get("timeLimitMinutes");
  if (timeLimit !== undefined && !(Number(timeLimit) > 0)) {
    throw wrong(config.name, "timeLimitMinutes", "a number of minutes", timeLimit, "15");
  }
  const release = oneOf("release", Object.keys(releases) as ReleaseName[]);
  const serviceType = oneOf("serviceType", ["LoadBalancer", "ClusterIP", "NodePort"]);
  const registry = config.get("registry");
  const pullSecret = config.get("pullSecret");
  if (pullSecret !== undefined && registry === undefined) {
    throw wrong(config.name, "registry", "set beside pullSecret", undefined, "registry.acme.dev");
  }
  const [mode, profile] = [oneOf("mode", ["Knative", "Standard"]), oneOf("profile", ["dev", "production", "upstream"])];
  const [domain, kubernetes] = [config.get("domain"), config.get("kubernetes")];
  const [kubeconfig, context] = [config.getSecret("kubeconfig"), config.get("context")];
  return {
    platform: {
      kubernetes: kubernetes ?? "1.35",
      profile: profile ?? "dev",
      ...(release !== undefined && { release: releases[release] }),
      ...(domain !== undefined && { domain }),
      ...(mode !== undefined && { mode }),
      ...(registry !== undefined && {
        registry: { mirror: registry, ...(pullSecret !== undefined && { pullSecret }) },
      }),
      ...(serviceType !== undefined && { istio: { gateway: { serviceType } } }),
    },
    models: flag("models") ?? true,
    gpu: flag("gpu") ?? false,
    options: {
      ...(kubeconfig !== undefined && { kubeconfig }),
      ...(context !== undefined && { context }),
      adopt: flag("adopt") ?? false,
      refuseForeignModels: flag("refuseForeignModels") ?? true,
      ...(timeLimit !== undefined && { timeLimits: { default: Duration.millis(Number(timeLimit) * 60_000) } }),
    },
  };
}

function refuseUnknown(project: string, keys: readonly string[]): void {
  for (const key of keys) {
    const [namespace, name = ""] = key.split(":");
    if (namespace !== project || name in KEYS) continue;
    const near = nearest(name, Object.keys(KEYS));
    throw new InvalidError([
      `config key ${project}:${name} must be one of ${Object.keys(KEYS).join(", ")}, got ${JSON.stringify(name)}; fix: pulumi config rm ${name}, and set ${near ?? "domain"}`,
    ]);
  }
}

function wrong(project: string, key: string, expected: string, got: string | undefined, fix: string): InvalidError {
  return new InvalidError([
    `config ${project}:${key} must be ${expected}, got ${got === undefined ? "nothing" : JSON.stringify(got)}; fix: pulumi config set ${key} ${fix}`,
  ]);
}
