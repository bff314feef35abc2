import { InferenceService, ServingPlatform, type ServingApp } from "kserve-stack";

/** What the team decides of its platform: the part that differs from cluster to cluster. */
export interface AcmeServingProps {
  readonly domain: string;
  /** Whom the models' owner annotation names. */
  readonly owner: string;
}

/** The team's platform and its models; `cdk8s synth` and `pulumi up` both start here. */
export function acmeServing(app: ServingApp, { domain, owner }: AcmeServingProps): ServingPlatform {
  const platform = new ServingPlatform(app, "platform", {
    kubernetes: "1.35",
    profile: "dev",
    domain,
    // A cluster without load balancers; leave it out where the cloud gives the gateway an address.
    istio: { gateway: { serviceType: "ClusterIP" } },
  });
  new InferenceService(platform.namespace("team-a"), "iris", {
    annotations: { "acme.dev/owner": owner },
    predictor: {
      minReplicas: 0,
      model: { modelFormat: "sklearn", storageUri: "gs://kfserving-examples/models/sklearn/1.0/model" },
    },
  });
  return platform;
}
