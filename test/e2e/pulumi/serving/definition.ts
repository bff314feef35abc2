import { Construct } from "constructs";
import type { ServingPlatformProps } from "../../../../charts/platform-props";
import { ServingPlatform } from "../../../../charts/serving-platform";
import { InferenceService } from "../../../../lib/models/inference-service";

/** Settings that change most of a platform's objects. */
export type PlatformSettings = Pick<ServingPlatformProps, "knativeServing" | "mode" | "profile" | "registry">;

/** What the checks change of the platform. */
export interface DefinitionProps extends PlatformSettings {
  readonly domain: string;
  /** Where KServe's loggers send requests: it stands inside JSON. */
  readonly broker: string;
  /** Whether the platform lies deeper in the tree. */
  readonly isMoved?: boolean;
  readonly models?: number;
  readonly storageUri?: string;
  /** Whether the namespace of the models is someone else's. */
  readonly isTeamTheirs?: boolean;
}

/** The platform that the checks deploy, with a few models. */
export function definition(
  app: Construct,
  {
    domain,
    broker,
    isMoved = false,
    models = 2,
    storageUri = "gs://bucket/model",
    isTeamTheirs = false,
    profile = "dev",
    ...settings
  }: DefinitionProps,
): void {
  const scope = isMoved ? new Construct(new Construct(app, "acme"), "clusters") : app;
  const platform = new ServingPlatform(scope, isMoved ? "moved" : "platform", {
    kubernetes: "1.35",
    ...settings,
    profile,
    domain,
    kserve: { logger: { defaultUrl: broker } },
    istio: { gateway: { serviceType: "ClusterIP" } },
  });
  const team = platform.namespace("team", { existing: isTeamTheirs });
  for (let index = 0; index < models; index++) {
    new InferenceService(team, `model-${index}`, {
      predictor: { model: { modelFormat: "sklearn", storageUri } },
    });
  }
}
