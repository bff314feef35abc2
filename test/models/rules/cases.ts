import type { App } from "cdk8s";
import { ServingPlatform } from "../../../charts/serving-platform";
import { InferenceService } from "../../../lib/models/inference-service";
import type { RuleName } from "../../../lib/models/rules";
import type { ServingApp } from "../../../lib/output/serving-app";
import { several } from "./canary";
import type { Case, RuleCases } from "./case";
import { general } from "./general";
import { knativeMode } from "./knative";
import { standardMode } from "./standard";
import { storage } from "./storage";

/** A rule without a case of both sorts does not compile. */
export const CASES: Readonly<Record<RuleName, RuleCases>> = {
  ...general,
  ...storage,
  ...standardMode,
  ...several,
  ...knativeMode,
};

/** A program that holds the model of a case. */
export function build({ platform, ...props }: Case): (app: ServingApp | App) => InferenceService {
  return (app) => {
    const team = new ServingPlatform(app, "platform", { profile: "dev", ...platform }).namespace("team-a");
    return new InferenceService(team, "iris", props);
  };
}
