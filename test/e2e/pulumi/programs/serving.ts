import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { Duration } from "cdk8s";
import { fromOutput, ServingStack } from "../../../../stacks";
import { definition, type PlatformSettings } from "../serving/definition";

// The platform of the checks; what differs between them is chosen by its configuration.
const config = new pulumi.Config();
const below = config.get("below");
const seconds = config.getNumber("seconds") ?? 120;
const settings = config.getObject<PlatformSettings>("settings") ?? {};

const serving = new ServingStack(
  "serving",
  (app) => {
    definition(app, {
      domain: fromOutput(pulumi.output(config.get("domain") ?? "models.acme.test")),
      broker: fromOutput(pulumi.output(config.get("broker") ?? "http://broker")),
      isMoved: config.getBoolean("moved") ?? false,
      models: config.getNumber("models") ?? 2,
      storageUri: config.get("storageUri") ?? "gs://bucket/model",
      isTeamTheirs: config.getBoolean("teamTheirs") ?? false,
      ...settings,
    });
  },
  {
    ...(below !== undefined && { parent: new pulumi.ComponentResource(`acme:index:${below}`, "acme") }),
    ...(config.getBoolean("ownProvider") && { provider: new k8s.Provider("own", { enableServerSideApply: true }) }),
    ...(config.get("prefix") !== undefined && { prefix: config.get("prefix") ?? "" }),
    adopt: config.getBoolean("adopt") ?? false,
    refuseForeignModels: config.getBoolean("guard") ?? true,
    // No controller runs that could make one ready.
    waitForModels: config.getBoolean("waitForModels") ?? false,
    timeLimits: { default: Duration.seconds(seconds) },
  },
);

export const gateway = serving.gateway.address;
export const urls = config.getBoolean("waitForModels") ? serving.urls : {};
