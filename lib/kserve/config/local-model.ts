import type { Section } from "./section";

/** Section `localModel`: off, since the controllers of local models are not installed. */
// source: kserve v0.20.0 install/v0.20.0/kserve.yaml, inferenceservice-config
export function localModel({ context }: Section): object {
  return {
    enabled: false,
    jobNamespace: "kserve-localmodel-jobs",
    defaultJobImage: context.images.ref("kserve-storage-initializer"),
    fsGroup: 1000,
    jobTTLSecondsAfterFinished: 3600,
    // KServe's spelling.
    reconcilationFrequencyInSecs: 60,
    disableVolumeManagement: false,
  };
}
