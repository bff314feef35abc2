import { build } from "./build";
import { Authority } from "./certificates";
import type { Cluster } from "./cluster";
import { freePorts } from "./free-ports";
import { ownCluster } from "./own-cluster";
import { RunDirectory } from "./run-directory";
import { onShutdown } from "./shutdown";
import { controllersWork, controlPlanePrograms, residentBytes, startControlPlane } from "./start-control-plane";

/** Settings of {@link controlPlane}. */
export interface ControlPlaneOptions {
  /** Controllers of kube-controller-manager that do not run. @default - all run */
  readonly without?: readonly string[];
  /** Further flags of the API server, given its scratch directory. @default - none */
  readonly apiServerFlags?: (directory: string) => readonly string[];
}

/** etcd, kube-apiserver and kube-controller-manager on loopback, ready; nothing runs pods. No root is needed. */
export async function controlPlane({
  without = [],
  apiServerFlags = () => [],
}: ControlPlaneOptions = {}): Promise<Cluster> {
  const programs = await build(controlPlanePrograms);
  const directory = RunDirectory.create();
  const stop = onShutdown(() => directory.end());
  try {
    const [etcd = 0, etcdPeer = 0, port = 0, controllerManager = 0] = await freePorts(4);
    const site = {
      directory,
      start: directory.start.bind(directory),
      address: "127.0.0.1",
      ports: { etcd, etcdPeer, apiServer: port, controllerManager },
      services: "10.96.0.0/16",
      apiService: "10.96.0.1",
      apiServerFlags: [
        // A loopback address is refused as an endpoint; this one is for documentation, and no endpoint is written.
        "--advertise-address=192.0.2.1",
        "--endpoint-reconciler-type=none",
        // Webhooks are called at their endpoints: nothing routes Service addresses here.
        "--enable-aggregator-routing=true",
        ...apiServerFlags(directory.path),
      ],
      without,
    };
    const { kubectl, api, apiServer } = await startControlPlane(site, new Authority(directory.path), programs);
    await controllersWork(api);
    return {
      kubectl,
      api,
      own: ownCluster(directory, () => residentBytes(apiServer)),
      stop: () => (directory.isKept ? Promise.resolve() : stop()),
    };
  } catch (error) {
    const logs = directory.saveLogs();
    await stop();
    throw new Error(`no control plane: ${error instanceof Error ? error.message : String(error)}; logs: ${logs}`);
  }
}
