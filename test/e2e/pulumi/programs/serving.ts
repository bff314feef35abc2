import * as pulumi from "@pulumi/pulumi";
import { Duration } from "cdk8s";
import { fromOutput, ServingStack } from "../../../../stacks";
import { definition } from "../serving/definition";

// The platform of the checks; what differs between them is chosen by its configuration.
const config = new pulumi.Config();
const seconds = config.getNumber("seconds") ?? 120;

const serving = new ServingStack(
  "serving",
  (app) => {
    definition(app, {
      domain: fromOutput(pulumi.output(config.get("domain") ?? "models.acme.test")),
      broker: fromOutput(pulumi.output(config.get("broker") ?? "http://broker")),
      isMoved: config.getBoolean("moved") ?? false,
      models: config.getNumber("models") ?? 2,
    });
  },
  {
    adopt: config.getBoolean("adopt") ?? false,
    // No controller runs that could make one ready.
    waitForModels: false,
    timeLimits: { default: Duration.seconds(seconds) },
  },
);

export const gateway = serving.gateway.address;
