import { DEPLOYMENT_MODES, type DeploymentMode } from "../lib/kserve/config/deploy";
import type { Cluster, Stored } from "./cluster";

/** A model that the cluster has. */
export interface RunningModel {
  /** `namespace/name`. */
  readonly name: string;
  /**
   * How it runs; undefined where KServe has not looked at it yet. KServe records the mode with the first status of a
   * model and keeps to that, whatever its configuration says later.
   */
  // source: kserve v0.20.0, pkg/controller/v1beta1/inferenceservice/utils/utils.go: GetDeploymentMode
  readonly mode: DeploymentMode | undefined;
}

interface InferenceService extends Stored {
  readonly status?: { readonly deploymentMode?: string };
}

/** The models of a cluster, or of one of its namespaces. */
export async function runningModels(cluster: Cluster, namespace?: string): Promise<RunningModel[]> {
  const models = await cluster.list<InferenceService>("serving.kserve.io/v1beta1", "InferenceService", { namespace });
  return models.map(({ metadata, status }) => ({
    name: `${metadata?.namespace ?? ""}/${metadata?.name ?? ""}`,
    mode: DEPLOYMENT_MODES[status?.deploymentMode ?? ""],
  }));
}
