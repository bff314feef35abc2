import * as pulumi from "@pulumi/pulumi";
import { setAllConfig } from "@pulumi/pulumi/runtime";
import { describe, expect, it } from "vitest";
import { releases } from "../../lib/releases";
import { settings, type Settings } from "../../stacks/settings";

/** What a program reads that is so configured, by `pulumi config set KEY VALUE`. */
function read(values: Readonly<Record<string, string>>): Settings {
  const all = Object.fromEntries(Object.entries(values).map(([key, value]) => [`kserve-stack:${key}`, value]));
  setAllConfig({ ...all, "kubernetes:context": "not ours" });
  return settings(new pulumi.Config("kserve-stack"), { ...all, "kubernetes:context": "not ours" });
}

describe("the configuration of the platform", () => {
  it("has defaults for all of it", () => {
    expect(read({})).toEqual({
      platform: { kubernetes: "1.35", profile: "dev" },
      models: true,
      gpu: false,
      options: { adopt: false, refuseForeignModels: true },
    });
  });

  it("decides all that it says", () => {
    const { platform, models, gpu, options } = read({
      domain: "models.acme.dev",
      release: "kserve020",
      mode: "Standard",
      profile: "production",
      kubernetes: "1.34",
      registry: "registry.acme.dev",
      pullSecret: "pull",
      models: "false",
      gpu: "true",
      serviceType: "ClusterIP",
      context: "prod",
      adopt: "true",
      timeLimitMinutes: "1.5",
      refuseForeignModels: "false",
    });
    expect(platform).toEqual({
      domain: "models.acme.dev",
      release: releases.kserve020,
      mode: "Standard",
      profile: "production",
      kubernetes: "1.34",
      registry: { mirror: "registry.acme.dev", pullSecret: "pull" },
      istio: { gateway: { serviceType: "ClusterIP" } },
    });
    expect({ models, gpu }).toEqual({ models: false, gpu: true });
    expect(options).toMatchObject({ context: "prod", adopt: true, refuseForeignModels: false });
    expect(options.timeLimits?.["default"]?.toMilliseconds()).toBe(90_000);
  });

  it.each([
    [
      { mode: "knative" },
      'config kserve-stack:mode must be "Knative" or "Standard", got "knative"; fix: pulumi config set mode Knative',
    ],
    [
      { adopt: "yes" },
      'config kserve-stack:adopt must be "true" or "false", got "yes"; fix: pulumi config set adopt true',
    ],
    [
      { timeLimitMinutes: "15m" },
      'config kserve-stack:timeLimitMinutes must be a number of minutes, got "15m"; fix: pulumi config set timeLimitMinutes 15',
    ],
    [
      { pullSecret: "pull" },
      "config kserve-stack:registry must be set beside pullSecret, got nothing; fix: pulumi config set registry registry.acme.dev",
    ],
    [{ domian: "acme.dev" }, 'got "domian"; fix: pulumi config rm domian, and set domain'],
  ])("refuses %o", (values, message) => {
    expect(() => read(values)).toThrow(message);
  });
});
