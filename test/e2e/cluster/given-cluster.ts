import type { Manifest } from "../../../lib/internal/emit";
import { inParallel } from "../in-parallel";
import { titleOf } from "../objects";
import { until } from "../progress";
import { Api } from "./api";
import type { Cluster } from "./cluster";
import { capture, Kubectl } from "./kubectl";
import { startProxy } from "./proxy";
import { RunDirectory } from "./run-directory";
import { onShutdown } from "./shutdown";

/**
 * The cluster that a kubeconfig names, with the kubectl in PATH.
 *
 * It must have none of `mayNotHave`: what is there belongs to somebody. What is created on it is deleted when it is
 * stopped.
 */
export async function givenCluster(kubeconfig: string, mayNotHave: readonly Manifest[]): Promise<Cluster> {
  await capture("kubectl", ["version", "--client"]).catch(() => {
    throw new Error(`kubectl is not in PATH; the cluster of ${kubeconfig} is reached through it`);
  });
  const directory = RunDirectory.create();
  let api: Api | undefined;
  const stop = onShutdown(async () => {
    try {
      if (api) await deleteCreated(api);
    } finally {
      await directory.end();
    }
  });
  try {
    const kubectl = new Kubectl("kubectl", kubeconfig);
    api = new Api(await startProxy(directory, kubectl));
    await refuseOccupied(api, mayNotHave);
    return { kubectl, api, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function refuseOccupied(api: Api, manifests: readonly Manifest[]): Promise<void> {
  const present = await inParallel(manifests, async (manifest) => ((await api.find(manifest)) ? [manifest] : []));
  const titles = present.flat().map(titleOf);
  if (titles.length === 0) return;
  const shown = titles.slice(0, 10).join(", ");
  throw new Error(
    `the cluster must have nothing of the platform, but has of it (${titles.length}): ${shown}${titles.length > 10 ? ", …" : ""}`,
  );
}

/** Deletes what was created, newest first: custom resources while their controllers may still run, then the rest. */
async function deleteCreated(api: Api): Promise<void> {
  const all = [...api.created].reverse();
  const holders = ["CustomResourceDefinition", "Namespace"];
  const isBuiltIn = ({ apiVersion }: Manifest): boolean => !apiVersion.includes(".") || apiVersion.includes(".k8s.io/");
  const stages = [
    all.filter((manifest) => !isBuiltIn(manifest)),
    all.filter((manifest) => isBuiltIn(manifest) && !holders.includes(manifest.kind)),
    all.filter(({ kind }) => holders.includes(kind)),
  ];
  for (const stage of stages) {
    await inParallel(stage, (manifest) => api.remove(manifest));
    let left: readonly Manifest[] = stage;
    await until("what was created is gone", 180, async () => {
      left = (await inParallel(left, async (manifest) => ((await api.find(manifest)) ? [manifest] : []))).flat();
      if (left.length > 0) throw new Error(`there still is ${left.slice(0, 10).map(titleOf).join(", ")}`);
      return true;
    });
  }
}
