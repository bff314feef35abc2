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
 * @param resource The model's: it tells what Pulumi's mocks say, which have no cluster that could be asked.
 * @param ready The wait until the model is Ready.
 */
export function urlOf(
  name: string,
  cluster: Cluster,
  resource: pulumi.CustomResource,
  ready: pulumi.CustomResource,
): pulumi.Output<string> {
  const [namespace, ownName = ""] = name.split("/");
  const ask = (): Promise<Model | undefined> =>
    cluster.read<Model>("serving.kserve.io/v1beta1", "InferenceService", ownName, namespace);
  const { status: known } = resource as unknown as { readonly status: pulumi.Output<Model["status"]> };
  const status =
    whoAsks() === "nobody" ? known : pulumi.all([resource.id, ready.id]).apply(async () => (await ask())?.status);
  return status.apply((said) => said?.url ?? "");
}
