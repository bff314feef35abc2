import { clusterWithRegistry } from "./cluster";

/** A run that starts a cluster and then does nothing, until somebody ends it. */
void clusterWithRegistry().then(
  () => setInterval(() => undefined, 1000),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
