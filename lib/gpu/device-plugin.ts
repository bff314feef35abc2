import { Construct } from "constructs";
import type { DaemonSet } from "kubernetes-types/apps/v1";
import type { Affinity, Toleration } from "kubernetes-types/core/v1";
import { addonContext, type AddonProps } from "../internal/addon";
import { emit } from "../internal/emit";
import { plainResources, type Resources } from "../internal/quantity";

/** What a user may decide about the NVIDIA device plugin. */
export interface NvidiaDevicePluginOptions {
  /** Nodes it runs on. @default - every node, as upstream; it idles where there is no GPU */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly affinity?: Affinity;
  /** Taints it tolerates beside `nvidia.com/gpu`. @default - none */
  readonly tolerations?: readonly Toleration[];
  /** @default - none in profile `upstream`, small ones else */
  readonly resources?: Resources;
}

/** Settings of {@link NvidiaDevicePlugin}. */
export interface NvidiaDevicePluginProps extends AddonProps, NvidiaDevicePluginOptions {}

const NAME = "nvidia-device-plugin-daemonset";
const LABELS = { name: "nvidia-device-plugin-ds" };

/**
 * Advertises each node's NVIDIA GPUs to the scheduler.
 *
 * @see https://github.com/NVIDIA/k8s-device-plugin
 */
export class NvidiaDevicePlugin extends Construct {
  constructor(scope: Construct, id: string, props: NvidiaDevicePluginProps = {}) {
    super(scope, id);
    const { images, profile } = addonContext(this, props);
    const small = { requests: { cpu: "5m", memory: "24Mi" }, limits: { cpu: "200m", memory: "128Mi" } };
    const resources = props.resources ?? (profile === "upstream" ? undefined : small);
    emit(this, {
      apiVersion: "apps/v1",
      kind: "DaemonSet",
      metadata: { name: NAME, namespace: "kube-system" },
      spec: {
        selector: { matchLabels: LABELS },
        updateStrategy: { type: "RollingUpdate" },
        template: {
          metadata: { labels: LABELS },
          spec: {
            tolerations: [
              { key: "nvidia.com/gpu", operator: "Exists", effect: "NoSchedule" },
              ...(props.tolerations ?? []),
            ],
            priorityClassName: "system-node-critical",
            ...(images.pullSecret !== undefined && { imagePullSecrets: [{ name: images.pullSecret }] }),
            ...(props.nodeSelector && { nodeSelector: props.nodeSelector }),
            ...(props.affinity && { affinity: props.affinity }),
            containers: [
              {
                name: "nvidia-device-plugin-ctr",
                image: images.ref("nvidia-device-plugin"),
                ...(resources && { resources: plainResources(resources) }),
                securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
                volumeMounts: [{ name: "kubelet-device-plugins-dir", mountPath: "/var/lib/kubelet/device-plugins" }],
              },
            ],
            volumes: [
              {
                name: "kubelet-device-plugins-dir",
                hostPath: { path: "/var/lib/kubelet/device-plugins", type: "Directory" },
              },
            ],
          },
        },
      },
    } satisfies DaemonSet);
  }
}
