import { Construct } from "constructs";
import { addonContext, type AddonProps } from "../../internal/addon";
import { emit } from "../../internal/emit";
import { invalid } from "../../internal/invalid";
import type { Images } from "../../internal/images";
import { nearest } from "../../internal/nearest";
import { plainResources, type Resources } from "../../internal/quantity";
import { BUILT_IN_RUNTIMES } from "./built-in";
import type { BuiltInRuntime } from "./serving-runtime";

/** What a user may decide about the runtimes. */
export interface KServeRuntimesOptions {
  /** Names of the runtimes to install. @default - all */
  readonly only?: readonly string[];
  /** Requests and limits of each runtime's container, where the model states none. @default 1 CPU and 2 GiB */
  readonly resources?: Resources;
}

/** Settings of {@link KServeRuntimes}. */
export interface KServeRuntimesProps extends AddonProps, KServeRuntimesOptions {}

/** The ClusterServingRuntimes that KServe ships, and the ClusterStorageContainer that fetches models. */
export class KServeRuntimes extends Construct {
  constructor(scope: Construct, id: string, props: KServeRuntimesProps = {}) {
    super(scope, id);
    const { images } = addonContext(this, props);
    const names = BUILT_IN_RUNTIMES.map(({ name }) => name);
    for (const name of props.only ?? []) {
      if (names.includes(name)) continue;
      const near = nearest(name, names);
      throw invalid(this, "only", {
        expected: `names among ${names.join(", ")}`,
        got: name,
        fix: near === undefined ? "name a runtime of the list" : `did you mean ${near}?`,
      });
    }
    this.#storageContainer(images);
    for (const runtime of BUILT_IN_RUNTIMES) {
      if (props.only?.includes(runtime.name) ?? true) this.#runtime(images, runtime, props.resources);
    }
  }

  #storageContainer(images: Images): void {
    emit(this, {
      apiVersion: "serving.kserve.io/v1alpha1",
      kind: "ClusterStorageContainer",
      metadata: { name: "default" },
      spec: {
        container: {
          name: "storage-initializer",
          image: images.ref("kserve-storage-initializer"),
          imagePullPolicy: "IfNotPresent",
          resources: { requests: { cpu: "100m", memory: "100Mi" }, limits: { cpu: "1", memory: "1Gi" } },
        },
        supportedUriFormats: [
          ...["gs", "s3", "hdfs", "hf", "webhdfs"].map((scheme) => ({ prefix: `${scheme}://` })),
          { regex: "https://(.+?).blob.core.windows.net/(.+)" },
          { regex: "https://(.+?).file.core.windows.net/(.+)" },
          { regex: "https?://(.+)/(.+)" },
        ],
        supportsMultiModelDownload: true,
        workloadType: "initContainer",
      },
    });
  }

  #runtime(images: Images, runtime: BuiltInRuntime, resources: Resources | undefined): void {
    const { name, serverType, protocolVersions, supportedModelFormats, sharedMemory, multiModel } = runtime;
    const amounts = { cpu: "1", memory: "2Gi" };
    emit(this, {
      apiVersion: "serving.kserve.io/v1alpha1",
      kind: "ClusterServingRuntime",
      metadata: { name, annotations: { "serving.kserve.io/server-type": serverType } },
      spec: {
        annotations: {
          "prometheus.kserve.io/path": "/metrics",
          "prometheus.kserve.io/port": String(runtime.metricsPort ?? 8080),
        },
        ...(protocolVersions && { protocolVersions }),
        supportedModelFormats,
        ...(multiModel !== undefined && { multiModel }),
        ...(sharedMemory && { hostIPC: false, volumes: [sharedMemory] }),
        containers: [
          {
            name: "kserve-container",
            image: images.ref(runtime.image),
            ...(runtime.command && { command: runtime.command }),
            ...(runtime.args && { args: runtime.args }),
            ...(runtime.env && { env: runtime.env }),
            resources: plainResources(resources ?? { requests: amounts, limits: amounts }),
            securityContext: {
              allowPrivilegeEscalation: false,
              capabilities: { drop: ["ALL"] },
              privileged: false,
              ...(!runtime.allowsRoot && { runAsNonRoot: true }),
              ...(runtime.runAsUser !== undefined && { runAsUser: runtime.runAsUser }),
            },
            ...runtime.probes,
            ...(sharedMemory && { volumeMounts: [{ mountPath: "/dev/shm", name: sharedMemory.name }] }),
          },
        ],
      },
    });
  }
}
