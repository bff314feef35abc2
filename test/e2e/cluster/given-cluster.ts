import { Api } from "./api";
import type { Cluster } from "./cluster";
import { Kubectl } from "./kubectl";
import { startProxy } from "./proxy";
import { RunDirectory } from "./run-directory";
import { onShutdown } from "./shutdown";

/** The kubeconfig of the caller's cluster, where there is one. */
export function givenKubeconfig(): string | undefined {
  const given = process.env["KSERVE_STACK_E2E_KUBECONFIG"] ?? process.env["KUBECONFIG"];
  return given === "" ? undefined : given;
}

/** The cluster that a kubeconfig names, with the kubectl in PATH. */
export async function givenCluster(kubeconfig: string): Promise<Cluster> {
  const directory = RunDirectory.create();
  const stop = onShutdown(() => directory.end());
  const kubectl = new Kubectl("kubectl", kubeconfig);
  try {
    return { kubectl, api: new Api(await startProxy(directory, kubectl)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
