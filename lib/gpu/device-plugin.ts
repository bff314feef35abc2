import { Construct } from "constructs";
import type { Affinity, EnvVar, Toleration } from "kubernetes-types/core/v1";
import { addonContext, type AddonProps } from "../internal/addon";
import { daemon } from "../internal/daemon";
import type { Profile } from "../internal/profile";
import type { Resources } from "../internal/quantity";

/** What a user may decide about the NVIDIA device plugin. */
export interface NvidiaDevicePluginOptions {
  /** Nodes that it runs on. @default - every node */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /** @default - every node */
  readonly affinity?: Affinity;
  /** Taints that it runs beside. @default - the taint nvidia.com/gpu */
  readonly tolerations?: readonly Toleration[];
  /** Whether it exits on a node where it finds no GPU, rather than to stay and do nothing. @default - true, the plugin's own default */
  readonly failOnInitError?: boolean;
  /** How parts of a split GPU (MIG) are offered. @default - "none", the plugin's own default */
  readonly migStrategy?: "none" | "single" | "mixed";
  /** Requests and limits of its container. @default - by profile */
  readonly resources?: Resources;
  /** Whether a NetworkPolicy closes its pods, which need no network, altogether. @default true */
  readonly networkPolicy?: boolean;
}

/** Settings of {@link NvidiaDevicePlugin}. */
export interface NvidiaDevicePluginProps extends AddonProps, NvidiaDevicePluginOptions {
  /** @default "kube-system", where its priority class is always allowed */
  readonly namespace?: string;
}

const NAME = "nvidia-device-plugin-daemonset";
const SELECTOR = { name: "nvidia-device-plugin-ds" };
const PLUGINS = { name: "kubelet-device-plugins-dir", path: "/var/lib/kubelet/device-plugins" };

// source: NVIDIA/k8s-device-plugin v0.20.0 deployments/static/nvidia-device-plugin.yml, which states none (upstream)
const sizes: Readonly<Record<Profile, Resources | undefined>> = {
  upstream: undefined,
  dev: { requests: { cpu: "10m", memory: "32Mi" }, limits: { memory: "128Mi" } },
  production: { requests: { cpu: "10m", memory: "64Mi" }, limits: { cpu: "250m", memory: "256Mi" } },
};

/**
 * Tells each kubelet about the NVIDIA GPUs of its node, so that pods can ask for `nvidia.com/gpu`.
 *
 * The nodes bring the driver and the container toolkit.
 *
 * @see https://github.com/NVIDIA/k8s-device-plugin
 */
export class NvidiaDevicePlugin extends Construct {
  public readonly namespace: string;

  constructor(scope: Construct, id: string, props: NvidiaDevicePluginProps = {}) {
    super(scope, id);
    const context = addonContext(this, props);
    this.namespace = props.namespace ?? "kube-system";
    const env: EnvVar[] = [];
    if (props.failOnInitError !== undefined) {
      env.push({ name: "FAIL_ON_INIT_ERROR", value: String(props.failOnInitError) });
    }
    if (props.migStrategy !== undefined) env.push({ name: "MIG_STRATEGY", value: props.migStrategy });
    daemon(
      this,
      context,
      {
        name: NAME,
        namespace: this.namespace,
        selector: SELECTOR,
        strategy: { type: "RollingUpdate" },
        sizes,
        // The kubelet calls it through a socket; upstream's README runs it with --network=none.
        egress: false,
        // The kubelet's directory is root's, and the container toolkit rewrites the loader's cache in the image.
        needs: { apiToken: false, root: true, writableRoot: true },
        pod: {
          priorityClassName: "system-node-critical",
          tolerations: [{ key: "nvidia.com/gpu", operator: "Exists", effect: "NoSchedule" }],
          volumes: [{ name: PLUGINS.name, hostPath: { path: PLUGINS.path, type: "Directory" } }],
        },
        container: {
          name: "nvidia-device-plugin-ctr",
          image: context.images.ref("nvidia-device-plugin"),
          env,
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
          volumeMounts: [{ name: PLUGINS.name, mountPath: PLUGINS.path }],
        },
      },
      props,
    );
  }
}
