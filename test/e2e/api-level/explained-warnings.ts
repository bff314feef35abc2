/** A warning of the API server that we know and keep. */
export interface ExplainedWarning {
  /** `Kind namespace/name` of the object it is about. */
  readonly object: string;
  /** The API server's text, whole. */
  readonly text: string;
  readonly reason: string;
}

/** Every warning that applying a platform gives, Pod Security's included; one that no longer comes up fails as well. */
export const explainedWarnings: readonly ExplainedWarning[] = [
  {
    object: "DaemonSet kube-system/nvidia-device-plugin-daemonset",
    text: 'would violate PodSecurity "restricted:latest": restricted volume types (volume "kubelet-device-plugins-dir" uses restricted volume type "hostPath"), runAsNonRoot != true (pod must not set securityContext.runAsNonRoot=false), runAsUser=0 (pod must not set runAsUser=0)',
    reason: "a device plugin registers at the kubelet's socket, which lies in a directory of the node that root owns",
  },
];
