import * as pulumi from "@pulumi/pulumi";
import type { Cluster, Stored } from "./cluster";
import { whoAsks } from "./hooks";

interface Model extends Stored {
  readonly status?: { readonly url?: string } | undefined;
}

/**
 * The URL that KServe gave to a model, `namespace/name`.
 *
 * @param cluster is asked, since what the resource knows is of the moment at which the model was made.
 * @param resource The model's: it tells what was known then, and what Pulumi's mocks say, which have no cluster.
 * @param ready The wait until the model is Ready.
 */
export function urlOf(
  name: string,
  cluster: Cluster,
  resource: pulumi.CustomResource,
  ready: pulumi.CustomResource,
): pulumi.Output<string> {
  const { status } = resource as unknown as { readonly status: pulumi.Output<Model["status"]> };
  const [namespace, ownName = ""] = name.split("/");
  const ask = async (): Promise<typeof status | Model["status"]> => {
    if (whoAsks() === "nobody") return status;
    try {
      return (await cluster.read<Model>("serving.kserve.io/v1beta1", "InferenceService", ownName, namespace))?.status;
    } catch (error) {
      if (!pulumi.runtime.isDryRun()) throw error;
      // A preview goes without the cluster, as far as the provider does.
      await pulumi.log.warn(`the URL of ${name} may have changed: ${(error as Error).message}`);
      return status;
    }
  };
  // Not before it is needed: a status that the resource has not seen yet is unknown in every preview.
  return pulumi
    .all([resource.id, ready.id, cluster.isKnown])
    .apply(() => pulumi.output(ask()))
    .apply((said) => said?.url ?? "");
}
