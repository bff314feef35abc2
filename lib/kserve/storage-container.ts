import type { AddonContext } from "../internal/addon";

/** The ClusterStorageContainer that fetches models from every storage that KServe's own image knows. */
// source: kserve v0.20.0 install/v0.20.0/kserve.yaml
export function storageContainer(context: AddonContext): Readonly<Record<string, unknown>> {
  return {
    apiVersion: "serving.kserve.io/v1alpha1",
    kind: "ClusterStorageContainer",
    // Cluster-scoped: upstream's namespace on it is a trace of kustomize.
    metadata: { name: "default" },
    spec: {
      container: {
        name: "storage-initializer",
        image: context.images.ref("kserve-storage-initializer"),
        imagePullPolicy: "IfNotPresent",
        resources: { requests: { cpu: "100m", memory: "100Mi" }, limits: { cpu: "1", memory: "1Gi" } },
      },
      supportedUriFormats: [
        ...["gs://", "s3://", "hdfs://", "hf://", "webhdfs://"].map((prefix) => ({ prefix })),
        { regex: "https://(.+?).blob.core.windows.net/(.+)" },
        { regex: "https://(.+?).file.core.windows.net/(.+)" },
        { regex: "https?://(.+)/(.+)" },
      ],
      supportsMultiModelDownload: true,
      workloadType: "initContainer",
    },
  };
}
