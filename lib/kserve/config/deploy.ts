import { invalid } from "../../internal/invalid";
import type { Section } from "./section";

/**
 * How models run where they do not say: "Knative" scales to zero and splits traffic by revision, "Standard" uses
 * plain Deployments.
 *
 * @see https://kserve.github.io/website/docs/concepts/architecture/control-plane
 */
export type DeploymentMode = "Knative" | "Standard";

/** KServe's words for its modes, those from before 0.16 too. */
// source: kserve v0.20.0 pkg/constants/constants.go
export const DEPLOYMENT_MODES: Readonly<Record<string, DeploymentMode>> = {
  Knative: "Knative",
  Serverless: "Knative",
  Standard: "Standard",
  RawDeployment: "Standard",
};

/** How Deployments of Standard mode are rolled out where a model does not say. */
export interface DefaultRollout {
  /** Pods above the wanted number, as a number or a percentage, e.g. "1" or "25%". */
  readonly maxSurge: string;
  /** Pods that may be missing, as a number or a percentage. */
  readonly maxUnavailable: string;
}

/** Section `deploy`. */
export function deploy({ scope }: Section, mode: DeploymentMode, rollout?: DefaultRollout): object {
  // Strings still reach here from plain JavaScript; the controller exits on an unknown mode.
  if (!["Knative", "Standard"].includes(mode)) {
    throw invalid(scope, "mode", { expected: `"Knative" or "Standard"`, got: mode, fix: `mode: "Knative"` });
  }
  for (const [name, value] of Object.entries(rollout ?? {})) {
    if (!/^\d+%?$/.test(String(value))) {
      throw invalid(scope, `defaultRollout.${name}`, {
        expected: "a whole number or a percentage",
        got: value as unknown,
        fix: `${name}: "25%"`,
      });
    }
  }
  return {
    defaultDeploymentMode: mode,
    ...(rollout && {
      deploymentRolloutStrategy: {
        defaultRollout: { maxSurge: rollout.maxSurge, maxUnavailable: rollout.maxUnavailable },
      },
    }),
  };
}
