import type { OwnCluster } from "./cluster";
import type { RunDirectory } from "./run-directory";

/** What a cluster that runs in a directory of ours allows. */
export function ownCluster(directory: RunDirectory, apiServerBytes: () => number): OwnCluster {
  return {
    directory: directory.path,
    apiServerBytes,
    keep: () => {
      directory.keep();
    },
    saveLogs: () => directory.saveLogs(),
  };
}
