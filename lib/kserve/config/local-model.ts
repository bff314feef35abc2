import { whole, type Section } from "./section";

/**
 * Copies of models on the disks of nodes.
 *
 * Their controllers and definitions are not part of this package; the settings are for ones installed beside it.
 */
export interface LocalModelOptions {
  /** Whether KServe looks for copies; without their definitions every new model would then be refused. @default false */
  readonly enabled?: boolean;
  /** Namespace of the jobs that fetch models. @default "kserve-localmodel-jobs" */
  readonly jobNamespace?: string;
  /** Group that owns the files. @default 1000 */
  readonly fsGroup?: number;
  /** How long a finished job stays. @default 3600 */
  readonly jobTTLSecondsAfterFinished?: number;
  /** Time between two looks at the disks; the spelling is KServe's. @default 60 */
  readonly reconcilationFrequencyInSecs?: number;
  /** Whether claims and volumes are left to someone else. @default false */
  readonly disableVolumeManagement?: boolean;
}

/** Section `localModel`. */
// source: kserve v0.20.0 install/v0.20.0/kserve.yaml, inferenceservice-config
export function localModel({ scope, context }: Section, options: LocalModelOptions = {}): object {
  const count = (prop: "fsGroup" | "jobTTLSecondsAfterFinished" | "reconcilationFrequencyInSecs", fallback: number) =>
    whole(scope, `localModel.${prop}`, options[prop], 0, fallback) ?? fallback;
  return {
    enabled: options.enabled ?? false,
    jobNamespace: options.jobNamespace ?? "kserve-localmodel-jobs",
    defaultJobImage: context.images.ref("kserve-storage-initializer"),
    fsGroup: count("fsGroup", 1000),
    jobTTLSecondsAfterFinished: count("jobTTLSecondsAfterFinished", 3600),
    reconcilationFrequencyInSecs: count("reconcilationFrequencyInSecs", 60),
    disableVolumeManagement: options.disableVolumeManagement ?? false,
  };
}
