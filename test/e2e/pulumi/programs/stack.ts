import { readFileSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";
import { Duration } from "cdk8s";
import { ServingStack } from "../../../../stacks";
import type { StackImages } from "../../images/stack-images";
import { deployedByPulumi } from "../../stack-level/programs";

// The platform of level `stack` with a model of each protocol; its images are in the file that a variable names.
const images = JSON.parse(readFileSync(process.env["KSERVE_STACK_E2E_IMAGES"] ?? "", "utf8")) as StackImages;

const serving = new ServingStack(
  "serving",
  (app) => {
    deployedByPulumi(app, images, new pulumi.Config().get("version"));
  },
  { timeLimits: { default: Duration.minutes(5) } },
);

export const gateway = serving.gateway.address;
export const urls = serving.urls;
