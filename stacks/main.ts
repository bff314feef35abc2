import * as pulumi from "@pulumi/pulumi";
import { allConfig } from "@pulumi/pulumi/runtime";
import { sampleModels } from "../charts/sample-models";
import { ServingPlatform } from "../charts/serving-platform";
import { ServingStack } from "./serving-stack";
import { settings } from "./settings";

const { platform, models, gpu, options } = settings(new pulumi.Config("kserve-stack"), allConfig());

const serving = new ServingStack(
  "serving",
  (app) => {
    const installed = new ServingPlatform(app, "platform", platform);
    if (models) sampleModels(installed, { gpu });
    for (const note of installed.notes) void pulumi.log.info(note);
  },
  options,
);

/** Where requests enter. */
export const gateway = serving.gateway.address;
/** The models by name, with their URLs. */
export const urls = serving.urls;
